using System.Net;
using System.Net.Sockets;

namespace Maintenance.EndToEnd.Tests;

/// <summary>A port that was free a moment ago, for processes that must come back on the same one.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
