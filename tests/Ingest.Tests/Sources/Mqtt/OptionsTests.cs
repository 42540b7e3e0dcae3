using Maintenance.Ingest.Intake;
using Maintenance.Ingest.Sources.Mqtt;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Maintenance.Ingest.Tests.Sources.Mqtt;

public sealed class OptionsTests
{
    [Fact]
    public void Defaults_are_valid()
    {
        using var services = Build();
        services.GetRequiredService<IOptions<IngestOptions>>().Value.MaxPayloadBytes.ShouldBe(8 * 1024 * 1024);
        services.GetRequiredService<IOptions<MqttOptions>>().Value.Port.ShouldBe(1883);
    }

    [Fact]
    public void All_wrong_options_are_listed_at_once_with_their_keys_and_what_is_allowed()
    {
        using var services = Build(("Mqtt:Port", "0"), ("Mqtt:Host", " "), ("Mqtt:Password", "x"), ("Mqtt:MaxBufferedBytes", "5"),
            ("Mqtt:TlsCaFile", "/nowhere.pem"), ("Mqtt:Broker:MaxUnacknowledged", "0"));

        var error = Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IOptions<MqttOptions>>().Value);

        error.Failures.Count().ShouldBe(6);
        foreach (var key in new[] { "Mqtt:Port is 0; allowed: 1 to 65535", "Mqtt:Host", "Mqtt:Password", "Mqtt:MaxBufferedBytes",
            "Mqtt:TlsCaFile", "Mqtt:Broker:MaxUnacknowledged is 0; allowed: 1 to 65535" })
            error.Message.ShouldContain(key);
    }

    private static ServiceProvider Build(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddIngest(configuration, broker: null);
        return services.BuildServiceProvider();
    }
}
