using Maintenance.Host.Client;

namespace Maintenance.Host.Composition;

/// <summary>Where simulated drills send to.</summary>
/// <param name="Host">Host that registers the drills.</param>
/// <param name="OverHttp">True to send over HTTP, false over MQTT.</param>
/// <param name="BrokerHost">MQTT broker.</param>
/// <param name="BrokerPort">Its port.</param>
internal sealed record SimulatorTarget(RunningHost Host, bool OverHttp, string BrokerHost, int BrokerPort)
{
    /// <summary>The target that the command line describes; the host that runs on the data directory fills what it leaves open.</summary>
    /// <exception cref="OptionException">There is none, or an address is malformed.</exception>
    public static async Task<SimulatorTarget> FindAsync(
        string? http, string? token, string? mqtt, string data, CancellationToken cancellationToken)
    {
        var host = await FindHostAsync(http, token, data, cancellationToken);
        var (brokerHost, brokerPort) = mqtt is { } address ? ParseBroker(address) : ("127.0.0.1", host.MqttPort);
        if (http is null && brokerPort == 0)
            throw new OptionException("The host has no embedded broker: give one with --mqtt host:port, or send over HTTP with --http.");
        return new SimulatorTarget(host, http is not null, brokerHost, brokerPort);
    }

    private static async Task<RunningHost> FindHostAsync(string? http, string? token, string data, CancellationToken cancellationToken)
    {
        var found = http is not null && token is not null ? null : await RunningHost.FindAsync(data, cancellationToken);
        if (http is not null && !Uri.TryCreate(http, UriKind.Absolute, out _))
            throw new OptionException($"--http is '{http}'; expected an address such as http://127.0.0.1:8080.");
        var url = http ?? found?.Url;
        var accessToken = token ?? found?.Token;
        if (url is null || accessToken is null)
            throw new OptionException($"No host is running on '{Path.GetFullPath(data)}'. Start one with ./run.sh, or "
                + "give one with --http and --token.");
        return new RunningHost(url, accessToken, ProcessId: 0, found?.MqttPort ?? 0);
    }

    private static (string Host, int Port) ParseBroker(string address)
    {
        var colon = address.LastIndexOf(':');
        return colon > 0 && int.TryParse(address.AsSpan(colon + 1), out var port) && port is > 0 and <= 65535
            ? (address[..colon], port)
            : throw new OptionException($"--mqtt is '{address}'; expected host:port, for example 127.0.0.1:1883.");
    }
}
