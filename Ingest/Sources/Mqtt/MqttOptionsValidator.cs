using Maintenance.Ingest.Intake;
using Microsoft.Extensions.Options;

namespace Maintenance.Ingest.Sources.Mqtt;

internal sealed class MqttOptionsValidator(IOptions<IngestOptions> ingest) : IValidateOptions<MqttOptions>
{
    private const int MaxBuffer = 1024 * 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, MqttOptions options)
    {
        List<string> failures = [];
        if (string.IsNullOrWhiteSpace(options.Host)) failures.Add("Mqtt:Host is empty; expected a host name or address.");
        if (options.Port is < 1 or > 65535) failures.Add($"Mqtt:Port is {options.Port}; allowed: 1 to 65535.");
        if (options.ClientId.Length is 0 or > 60) failures.Add($"Mqtt:ClientId has {options.ClientId.Length} characters; allowed: 1 to "
            + "60.");
        if (options.Username is null && options.Password is not null)
            failures.Add("Mqtt:Password is set without Mqtt:Username; set both or none.");
        foreach (var (key, file) in new[]
                 {
                     ("TlsCaFile", options.TlsCaFile), ("TlsCertificateFile", options.TlsCertificateFile),
                     ("TlsKeyFile", options.TlsKeyFile),
                 })
        {
            if (file is not null && !File.Exists(file))
                failures.Add($"Mqtt:{key} names '{file}', which does not exist; expected a PEM file.");
        }
        if (options.TlsCaFile is null && (options.TlsCertificateFile ?? options.TlsKeyFile) is not null)
            failures.Add("Mqtt:TlsCertificateFile or Mqtt:TlsKeyFile is set without Mqtt:TlsCaFile; TLS needs the CA file.");
        if (options.MaxBufferedBytes < ingest.Value.MaxPayloadBytes || options.MaxBufferedBytes > MaxBuffer)
            failures.Add($"Mqtt:MaxBufferedBytes is {options.MaxBufferedBytes}; allowed: Ingest:MaxPayloadBytes "
                + $"({ingest.Value.MaxPayloadBytes}) to {MaxBuffer}.");
        if (options.ReconnectMaxDelay < TimeSpan.FromMilliseconds(100) || options.ReconnectMaxDelay > TimeSpan.FromMinutes(5))
            failures.Add($"Mqtt:ReconnectMaxDelay is {options.ReconnectMaxDelay}; allowed: 00:00:00.1 to 00:05:00.");
        if (options.Broker.MaxConnections is < 1 or > 100_000)
            failures.Add($"Mqtt:Broker:MaxConnections is {options.Broker.MaxConnections}; allowed: 1 to 100000.");
        if (options.Broker.MaxUnacknowledged is < 1 or > ushort.MaxValue)
            failures.Add($"Mqtt:Broker:MaxUnacknowledged is {options.Broker.MaxUnacknowledged}; allowed: 1 to {ushort.MaxValue}.");
        if (options.Broker.MaxQueuedBytes is < 64 * 1024 or > MaxBuffer)
            failures.Add($"Mqtt:Broker:MaxQueuedBytes is {options.Broker.MaxQueuedBytes}; allowed: 65536 to {MaxBuffer}.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
