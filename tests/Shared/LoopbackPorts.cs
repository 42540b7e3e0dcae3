using System.Net;
using System.Net.Sockets;

namespace Maintenance.Tests;

/// <summary>Free ports of the loopback below the range the kernel takes for outgoing connections, which could take one again before its server listens.</summary>
internal static class LoopbackPorts
{
    private const int First = 14_000;
    private const int Last = 31_000;

    private static int s_next = First + (Environment.ProcessId * 37 % (Last - First));

    public static int Take()
    {
        for (var attempt = 0; attempt < Last - First; attempt++)
        {
            var port = First + (Interlocked.Increment(ref s_next) % (Last - First));
            if (IsFree(port)) return port;
        }
        throw new InvalidOperationException($"No free port between {First} and {Last}.");
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
