using Maintenance.Simulator.Edge;
using Maintenance.Simulator.Physics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Maintenance.Simulator.Tests;

public sealed class SimulatorOptionsTests
{
    [Fact]
    public void All_wrong_options_are_listed_at_once_with_key_and_allowed_values()
    {
        var failures = new SimulatorOptionsValidator().Validate(null, new SimulatorOptions
        {
            Assets = 0,
            ReadingsPerSecond = 7,
            FaultFraction = double.NaN,
            OutboxMaxBytes = 5,
            Link = new LinkFaultOptions { OutageMinSeconds = 90, OutageMaxSeconds = 10 },
        }).Failures!.ToList();
        failures.Count.ShouldBe(5);
        failures.ShouldContain("Simulator:Assets is 0; allowed: 1-10000.");
        failures.ShouldContain("Simulator:ReadingsPerSecond is 7; allowed: divisors of 1000000, 1 to 1000.");
    }

    [Fact]
    public void Defaults_are_valid() => new SimulatorOptionsValidator().Validate(null, new SimulatorOptions()).Succeeded.ShouldBeTrue();

    [Fact]
    public void AddSimulator_binds_options_and_takes_the_broker_of_the_Mqtt_section()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Mqtt:Host"] = "broker",
            ["Mqtt:Port"] = "1999",
            ["Simulator:Assets"] = "7",
            ["Simulator:Transport"] = "Http",
            ["Simulator:Link:DuplicateProbability"] = "0.5",
        }).Build();
        using var services = new ServiceCollection().AddLogging().AddSimulator(configuration).BuildServiceProvider();
        var options = services.GetRequiredService<IOptions<SimulatorOptions>>().Value;
        (options.MqttHost, options.MqttPort, options.Assets, options.Transport, options.Link.DuplicateProbability)
            .ShouldBe(("broker", 1999, 7, SimulatorTransport.Http, 0.5));
        services.GetRequiredService<SimulatedFleet>().Assets.Count.ShouldBe(7);
        services.GetServices<IHostedService>().ShouldHaveSingleItem();
    }

    [Fact]
    public void A_wrong_option_stops_the_start()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Simulator:Assets"] = "-1" }).Build();
        using var services = new ServiceCollection().AddLogging().AddSimulator(configuration).BuildServiceProvider();
        Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>()
            .Validate()).Message.ShouldContain("Simulator:Assets");
    }
}
