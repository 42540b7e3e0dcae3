using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Maintenance.Tests;

/// <summary>
/// Free ports of the loopback below the range the kernel takes for outgoing connections, which could take one again before its server
/// listens. A process claims blocks of them by locking a file for each, so that test processes that run at once never choose the same; the
/// system unlocks the files of a process that ends, however it ends. Threading: any.
/// </summary>
internal static class LoopbackPorts
{
    private const int First = 14_000;
    private const int BlockPorts = 100;
    private const int Blocks = 170;

    private static readonly DirectoryInfo Folder =
        Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"loopback-ports-{Environment.UserName}"));
    private static readonly Lock Gate = new();
    private static readonly List<FileStream> Claims = []; // held until the process ends
    private static int Next;
    private static int End;

    public static int Take()
    {
        lock (Gate)
        {
            while (true)
            {
                if (Next == End) ClaimBlock();
                var port = Next++;
                if (IsFree(port)) return port;
            }
        }
    }

    private static void ClaimBlock()
    {
        // Ports of a run that has just ended may still be known to its clients: begin elsewhere each time.
        var start = Environment.ProcessId % Blocks;
        for (var i = 0; i < Blocks; i++)
        {
            var block = (start + i) % Blocks;
            if (!TryClaim(block)) continue;
            (Next, End) = (First + block * BlockPorts, First + (block + 1) * BlockPorts);
            return;
        }
        throw new InvalidOperationException($"No free port from {First} to {First + Blocks * BlockPorts - 1}: other processes hold all "
            + $"blocks ({Folder.FullName}).");
    }

    private static bool TryClaim(int block)
    {
        try
        {
            var name = Path.Combine(Folder.FullName, block.ToString(CultureInfo.InvariantCulture));
            Claims.Add(new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            return true;
        }
        catch (IOException)
        {
            return false; // claimed, by another process or by this one
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
