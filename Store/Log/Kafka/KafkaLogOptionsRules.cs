using System.Text.RegularExpressions;

namespace Maintenance.Store.Log.Kafka;

/// <summary>Collects every failure of <see cref="KafkaLogOptions"/>.</summary>
internal static partial class KafkaLogOptionsRules
{
    private const string Section = TelemetryLogOptions.SectionName + ":" + nameof(TelemetryLogOptions.Kafka);

    public static void Check(KafkaLogOptions options, List<string> failures)
    {
        void Check(bool ok, string key, object? found, string allowed)
        {
            if (!ok) failures.Add($"{Section}:{key} is '{found}'; allowed: {allowed}.");
        }

        void Duration(TimeSpan value, string key, TimeSpan least, TimeSpan most) =>
            Check(value >= least && value <= most, key, value, $"{least} to {most}");

        Check(options.BootstrapServers.Length > 0 && options.BootstrapServers.Split(',').All(s => Broker().IsMatch(s.Trim())),
            nameof(options.BootstrapServers), options.BootstrapServers, "host:port, several separated by commas");
        Check(Prefix().IsMatch(options.TopicPrefix), nameof(options.TopicPrefix), options.TopicPrefix, "up to 64 characters a-z 0-9 . -");
        Check(Enum.IsDefined(options.Security), nameof(options.Security), options.Security,
            string.Join(", ", Enum.GetNames<KafkaSecurity>()));
        Check(Enum.IsDefined(options.SaslMechanism), nameof(options.SaslMechanism), options.SaslMechanism,
            string.Join(", ", Enum.GetNames<KafkaSasl>()));
        Check(options.ReplicationFactor is >= 1 and <= short.MaxValue, nameof(options.ReplicationFactor), options.ReplicationFactor,
            "1 to 32767");
        Check(options.MinInSyncReplicas >= 1 && options.MinInSyncReplicas <= options.ReplicationFactor,
            nameof(options.MinInSyncReplicas), options.MinInSyncReplicas, $"1 to ReplicationFactor ({options.ReplicationFactor})");
        Duration(options.DeliveryTimeout, nameof(options.DeliveryTimeout), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Duration(options.RequestTimeout, nameof(options.RequestTimeout), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        Duration(options.FetchWait, nameof(options.FetchWait), TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(5));
        Duration(options.SessionTimeout, nameof(options.SessionTimeout), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(30));
        Duration(options.RevocationTimeout, nameof(options.RevocationTimeout), options.SessionTimeout, TimeSpan.FromHours(1));
        CheckSecurity(options, Check);
    }

    private static void CheckSecurity(KafkaLogOptions options, Action<bool, string, object?, string> check)
    {
        var tls = options.Security is KafkaSecurity.Tls or KafkaSecurity.SaslTls;
        var sasl = options.Security is KafkaSecurity.SaslTls or KafkaSecurity.SaslPlaintext;
        void File(string? path, string key, bool used, bool required, string when)
        {
            if (path is null) check(!required, key, path, "the path of a file");
            else check(used && System.IO.File.Exists(path), key, path, used ? "the path of a file that exists" : $"nothing, unless {when}");
        }

        const string withTls = "Security is Tls or SaslTls";
        const string withSasl = "Security is SaslTls or SaslPlaintext";
        File(options.CaFile, nameof(options.CaFile), tls, required: false, withTls);
        File(options.CertificateFile, nameof(options.CertificateFile), tls, required: options.KeyFile is not null, withTls);
        File(options.KeyFile, nameof(options.KeyFile), tls, required: options.CertificateFile is not null, withTls);
        File(options.KeyPasswordFile, nameof(options.KeyPasswordFile), options.KeyFile is not null, required: false, "KeyFile is set");
        check(sasl == !string.IsNullOrEmpty(options.SaslUsername), nameof(options.SaslUsername), options.SaslUsername, sasl
            ? "a name" : $"nothing, unless {withSasl}");
        File(options.SaslPasswordFile, nameof(options.SaslPasswordFile), sasl, required: sasl, withSasl);
    }

    [GeneratedRegex(@"^(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_.\-]+):[0-9]{1,5}\z", RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Broker();

    [GeneratedRegex(@"^[a-z0-9.\-]{0,64}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Prefix();
}
