using Maintenance.Simulator.Scenarios;
using Microsoft.Extensions.Options;

namespace Maintenance.Simulator;

/// <summary>Validates <see cref="SimulatorOptions"/>, reporting all failures at once.</summary>
internal sealed class SimulatorOptionsValidator : IValidateOptions<SimulatorOptions>
{
    public ValidateOptionsResult Validate(string? name, SimulatorOptions options)
    {
        var failures = new List<string>();
        void Check(bool holds, string key, object? found, string allowed)
        {
            if (!holds) failures.Add($"{SimulatorOptions.SectionName}:{key} is {found ?? "absent"}; allowed: {allowed}.");
        }

        if (!options.Enabled) return ValidateOptionsResult.Success;
        Check(options.Assets is >= 1 and <= 10_000, nameof(options.Assets), options.Assets, "1-10000");
        Check(options.ReadingsPerSecond is >= 1 and <= 1_000 && 1_000_000 % options.ReadingsPerSecond == 0,
            nameof(options.ReadingsPerSecond), options.ReadingsPerSecond, "divisors of 1000000, 1 to 1000");
        Check(options.WaveformEverySeconds is >= 0 and <= 3_600, nameof(options.WaveformEverySeconds), options.WaveformEverySeconds,
            "0-3600 s");
        Check(options.HeadStart >= TimeSpan.Zero && options.HeadStart <= TimeSpan.FromHours(1), nameof(options.HeadStart),
            options.HeadStart, "00:00:00 to 01:00:00");
        Check(options.FaultFraction is >= 0 and <= 1, nameof(options.FaultFraction), options.FaultFraction, "0-1");
        Check(options.MqttPort is >= 0 and <= 65_535, nameof(options.MqttPort), options.MqttPort, "0-65535 (0 = Mqtt:Port)");
        Check(options.MqttClientId.Length > 0, nameof(options.MqttClientId), "empty", "a name");
        Check(options.HttpAddress.IsAbsoluteUri && options.HttpAddress.Scheme is "http" or "https", nameof(options.HttpAddress),
            options.HttpAddress, "an http:// or https:// address");
        Check(options.OutboxMaxBytes >= 1 << 20, nameof(options.OutboxMaxBytes), options.OutboxMaxBytes, "1048576 or more bytes");
        Check(options.AcknowledgeTimeoutSeconds is >= 1 and <= 600, nameof(options.AcknowledgeTimeoutSeconds),
            options.AcknowledgeTimeoutSeconds, "1-600 s");
        if (options.Scenario.Length > 0 && ScenarioError(options.Scenario) is { } error)
            failures.Add($"{SimulatorOptions.SectionName}:{nameof(options.Scenario)}: {error}");
        var link = options.Link;
        Check(link.OutageProbability is >= 0 and <= 1, "Link:OutageProbability", link.OutageProbability, "0-1");
        Check(link.DuplicateProbability is >= 0 and <= 1, "Link:DuplicateProbability", link.DuplicateProbability, "0-1");
        Check(link.OutOfOrderProbability is >= 0 and <= 1, "Link:OutOfOrderProbability", link.OutOfOrderProbability, "0-1");
        Check(link.OutageMinSeconds >= 1 && link.OutageMinSeconds <= link.OutageMaxSeconds && link.OutageMaxSeconds <= 600,
            "Link:OutageMinSeconds/OutageMaxSeconds", $"{link.OutageMinSeconds}/{link.OutageMaxSeconds}", "1 <= min <= max <= 600 s");
        Check(link.ClockSkewMs is >= 0 and <= 60_000, "Link:ClockSkewMs", link.ClockSkewMs, "0-60000 ms");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static string? ScenarioError(string scenario)
    {
        try
        {
            ScenarioLibrary.Load(scenario);
            return null;
        }
        catch (InvalidDataException error)
        {
            return error.Message;
        }
    }
}
