using System.Net;
using System.Net.Sockets;

namespace Maintenance.Ingest.Sources.EmbeddedBroker;

/// <summary>
/// The embedded broker's loopback socket, bound before the rest of the host starts, so that its port is known. Until the
/// broker runs, connections wait in the kernel's queue.
/// </summary>
public sealed class BrokerSocket : IDisposable
{
    private const int Backlog = 512;

    private BrokerSocket(Socket listener)
    {
        Listener = listener;
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
    }

    /// <summary>Port on 127.0.0.1.</summary>
    public int Port { get; }

    internal Socket Listener { get; }

    /// <summary>Listens on 127.0.0.1.</summary>
    /// <param name="port">Port, or 0 for a free one.</param>
    /// <exception cref="SocketException">The port is in use, or this user may not bind it.</exception>
    public static BrokerSocket Listen(int port)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            listener.Listen(Backlog);
            return new BrokerSocket(listener);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Listener.Dispose();
}
