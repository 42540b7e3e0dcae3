using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Maintenance.EndToEnd.Tests;

/// <summary>A line to a server on loopback: once cut, what goes through it ends, and nothing gets through until it is mended.</summary>
internal sealed class Line : IAsyncDisposable
{
    private readonly ConcurrentDictionary<TcpClient, bool> _ends = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _server;
    private readonly Task _accepting;
    private volatile bool _isCut;

    public Line(string url)
    {
        _server = new IPEndPoint(IPAddress.Loopback, new Uri(url).Port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where the server is reached through the line.</summary>
    public string Url => $"http://{_listener.LocalEndpoint}";

    public void Cut()
    {
        _isCut = true;
        foreach (var end in _ends.Keys) end.Dispose();
    }

    public void Mend() => _isCut = false;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Cut();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                if (_isCut) client.Dispose();
                else _ = JoinAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // The test has ended.
        }
    }

    private async Task JoinAsync(TcpClient client)
    {
        using var server = new TcpClient();
        (_ends[client], _ends[server]) = (true, true);
        try
        {
            await server.ConnectAsync(_server, _stop.Token);
            await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream(), _stop.Token),
                server.GetStream().CopyToAsync(client.GetStream(), _stop.Token));
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or OperationCanceledException
            or InvalidOperationException)
        {
            // Cut, or the server has gone.
        }
        finally
        {
            client.Dispose();
            _ends.TryRemove(client, out _);
            _ends.TryRemove(server, out _);
        }
    }
}
