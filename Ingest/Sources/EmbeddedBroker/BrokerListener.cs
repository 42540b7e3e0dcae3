using System.Collections.Concurrent;
using System.Net.Sockets;
using Maintenance.Ingest.Observability;
using Maintenance.Ingest.Sources.Mqtt;
using Maintenance.Ingest.Sources.Mqtt.Inbound;
using Maintenance.Ingest.Sources.Mqtt.Wire;
using Microsoft.Extensions.Logging;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Implementations;
using MQTTnet.Server;

namespace Maintenance.Ingest.Sources.EmbeddedBroker;

/// <summary>
/// Accepts connections for MQTTnet's server, up to the limit, and closes dead ones. Threading: one accept loop, one
/// watchdog loop; MQTTnet runs each connection.
/// </summary>
internal sealed partial class BrokerListener(
    BrokerSocket socket, InboundBuffer inbound, PacketLimits limits, BrokerOptions options, Fanout fanout, IngestMetrics metrics,
    TimeProvider clock, ILogger logger) : IMqttServerAdapter
{
    private const int WriterBytes = 4096;
    private const int WriterBytesKept = 65_535;
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AcceptPause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<BrokerConnection, bool> _connections = new();
    private readonly TakeoverWatch _takeovers = new(clock, logger);
    private readonly CancellationTokenSource _stop = new();
    private Task _loops = Task.CompletedTask;
    private bool _isFull;

    public Func<IMqttChannelAdapter, Task>? ClientHandler { get; set; }

    /// <summary>Current connections.</summary>
    public int Count => _connections.Count;

    public Task StartAsync(MqttServerOptions serverOptions, IMqttNetLogger mqttLogger)
    {
        _loops = Task.WhenAll(AcceptAsync(_stop.Token), WatchAsync(_stop.Token));
        return Task.CompletedTask;
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        socket.Dispose();
        await _loops;
    }

    public void Dispose() => _stop.Dispose();

    private async Task AcceptAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var client = await socket.Listener.AcceptAsync(cancellationToken);
                if (_connections.Count < options.MaxConnections) _ = ServeAsync(client);
                else Refuse(client);
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException error)
            {
                LogCannotAccept(logger, error, AcceptPause.TotalSeconds); // usually out of file handles
                await Task.Delay(AcceptPause, clock, CancellationToken.None);
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        client.NoDelay = true;
        var (local, remote) = (client.LocalEndPoint, client.RemoteEndPoint);
        using var channel = new MqttTcpChannel(new NetworkStream(client, ownsSocket: true), local, remote, clientCertificate: null);
        using var connection = new BrokerConnection(channel,
            new MqttPacketFormatterAdapter(new MqttBufferWriter(WriterBytes, WriterBytesKept)), inbound, limits, fanout, _takeovers,
            logger);
        _connections.TryAdd(connection, true);
        try
        {
            await Task.Yield();
            if (ClientHandler is { } handler) await handler(connection);
        }
        catch (Exception error) when (error is MqttCommunicationException or MqttProtocolViolationException or ObjectDisposedException
            or OperationCanceledException)
        {
            LogConnectionBroke(logger, error, remote?.ToString() ?? "?");
        }
        finally
        {
            _connections.TryRemove(connection, out _);
            if (_isFull && _connections.Count < options.MaxConnections) _isFull = false;
        }
    }

    private void Refuse(Socket client)
    {
        client.Dispose();
        metrics.BrokerConnectionRefused();
        if (_isFull) return;
        _isFull = true;
        LogFull(logger, options.MaxConnections);
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(WatchInterval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                var now = Environment.TickCount64;
                foreach (var (connection, _) in _connections) connection.EndIfDead(now);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogStopped(logger);
        }
    }

    [LoggerMessage(2021, LogLevel.Error, "The broker cannot accept a connection; next attempt in {Seconds} s")]
    private static partial void LogCannotAccept(ILogger logger, Exception error, double seconds);

    [LoggerMessage(2022, LogLevel.Debug, "The connection of {Client} broke")]
    private static partial void LogConnectionBroke(ILogger logger, Exception error, string client);

    [LoggerMessage(2023, LogLevel.Warning, "The broker has {Most} connections, the limit set by Mqtt:Broker:MaxConnections; further ones "
        + "are closed")]
    private static partial void LogFull(ILogger logger, int most);

    [LoggerMessage(2024, LogLevel.Debug, "The broker stopped listening")]
    private static partial void LogStopped(ILogger logger);
}
