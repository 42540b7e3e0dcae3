using System.Net;
using System.Net.Sockets;

namespace Maintenance.Contracts.Tests.Sql.MySql;

/// <summary>
/// Stands between the store and one server and cuts a connection at a COMMIT: after the server has answered it, or before the server has
/// seen it. Both look the same to the client. Threading: any.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _serverPort;
    private readonly bool _passCommit;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _cuts;

    /// <summary>Listens at once.</summary>
    /// <param name="serverPort">Server's port on loopback.</param>
    /// <param name="cuts">COMMITs that are cut; later ones pass.</param>
    /// <param name="passCommit">True: the server executes the COMMIT, and its answer is lost.</param>
    public CuttingProxy(int serverPort, int cuts, bool passCommit)
    {
        (_serverPort, _cuts, _passCommit) = (serverPort, cuts, passCommit);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => _listener.LocalEndpoint.ToString()!;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _serverPort, end.Token);
                var (fromClient, fromServer) = (client.GetStream(), server.GetStream());
                var answers = fromServer.CopyToAsync(fromClient, end.Token);
                var requests = RequestsAsync(fromClient, fromServer, answers, end);
                await Task.WhenAny(answers, requests);
                await end.CancelAsync();
                await Task.WhenAll(answers, requests);
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or SocketException)
            {
                // One of both has gone.
            }
        }
    }

    private async Task RequestsAsync(NetworkStream client, NetworkStream server, Task answers, CancellationTokenSource end)
    {
        var buffer = new byte[1 << 16];
        while (await client.ReadAsync(buffer, end.Token) is > 0 and var length)
        {
            if (buffer.AsSpan(0, length).EndsWith("COMMIT"u8) && Interlocked.Decrement(ref _cuts) >= 0)
            {
                await end.CancelAsync(); // no answer passes any more
                await Task.WhenAny(answers);
                if (!_passCommit) return;
                await server.WriteAsync(buffer.AsMemory(0, length), _stop.Token);
                // The answer: the server has committed when it comes.
                _ = await server.ReadAsync(buffer, _stop.Token);
                return;
            }
            await server.WriteAsync(buffer.AsMemory(0, length), end.Token);
        }
    }
}
