using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Store.Log;
using Maintenance.Store.Log.Kafka;
using Maintenance.Tests.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Maintenance.Contracts.Tests.Log.Kafka;

/// <summary>Options and composition of the Kafka engine.</summary>
public sealed class KafkaLogOptionsTests
{
    [Fact]
    public void All_failures_are_listed_with_key_and_allowed_values()
    {
        var failures = FailuresOf(new KafkaLogOptions
        {
            BootstrapServers = "kafka",
            TopicPrefix = "North/",
            ReplicationFactor = 0,
            MinInSyncReplicas = 2,
            DeliveryTimeout = TimeSpan.Zero,
            RequestTimeout = TimeSpan.Zero,
            FetchWait = TimeSpan.Zero,
            SessionTimeout = TimeSpan.Zero,
            RevocationTimeout = TimeSpan.FromDays(1),
            CaFile = "ca.pem",
            SaslUsername = "somebody",
        });

        foreach (var key in new[] { "BootstrapServers", "TopicPrefix", "ReplicationFactor", "MinInSyncReplicas", "DeliveryTimeout",
            "RequestTimeout", "FetchWait", "SessionTimeout", "RevocationTimeout", "CaFile", "SaslUsername" })
            failures.ShouldContain(f => f.StartsWith($"Log:Kafka:{key} is '", StringComparison.Ordinal)
                && f.Contains("; allowed: ", StringComparison.Ordinal), key);
        failures.Length.ShouldBe(11);
    }

    [Fact]
    public void Signing_in_needs_a_name_and_a_password_file_and_a_certificate_its_key()
    {
        var certificate = Path.GetTempFileName();
        try
        {
            var failures = FailuresOf(new KafkaLogOptions
            {
                BootstrapServers = "[::1]:9093, kafka-2.local:9093", Security =
                KafkaSecurity.SaslTls, CertificateFile = certificate
            });

            failures.Select(f => f.Split(' ')[0]).Order()
                .ShouldBe(["Log:Kafka:KeyFile", "Log:Kafka:SaslPasswordFile", "Log:Kafka:SaslUsername"]);
        }
        finally
        {
            File.Delete(certificate);
        }
    }

    [Fact]
    public void The_embedded_engine_does_not_look_at_them() =>
        new TelemetryLogOptionsValidator()
            .Validate(name: null, new TelemetryLogOptions
            {
                Kafka =
            new KafkaLogOptions { ReplicationFactor = -1 }
            }).Succeeded.ShouldBeTrue();

    [Fact]
    public async Task The_container_opens_the_configured_log_and_flushes_it_at_its_end()
    {
        using var cluster = new MockCluster();
        string[] topics = [Topics.Telemetry, Topics.DeadLetter, Topics.Assessments, Topics.Alarms];
        foreach (var topic in topics) cluster.CreateTopic("north." + topic, 2);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Log:Engine"] = "Kafka",
            ["Log:Kafka:BootstrapServers"] = cluster.BootstrapServers,
            ["Log:Kafka:TopicPrefix"] = "north.",
        }.Concat(topics.Select(t => KeyValuePair.Create($"Log:Partitions:{t}", (string?)"2")))).Build();
        ServiceProvider Build() => new ServiceCollection().AddLogging().AddTelemetryLog(configuration).BuildServiceProvider();
        Task queued;
        await using (var provider = Build()) queued = provider.GetRequiredService<ITelemetryLog>().AppendTextAsync("D1", "queued").AsTask();
        await queued;

        await using var again = Build();

        (await again.GetRequiredService<ITelemetryLog>().ReadAllPartitionsAsync()).ShouldHaveSingleItem().Text.ShouldBe("queued");
    }

    private static string[] FailuresOf(KafkaLogOptions kafka) => [.. Should.Throw<OptionsValidationException>(() => TelemetryLogs.Open(
        new TelemetryLogOptions { Engine = TelemetryLogEngine.Kafka, Kafka = kafka }, TimeProvider.System,
        NullLoggerFactory.Instance)).Failures];
}
