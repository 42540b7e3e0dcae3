using System.CommandLine;
using Maintenance.Host.Client;
using Maintenance.Training.Bench.Mqtt;

namespace Maintenance.Host.Verbs;

/// <summary><c>bench mqtt</c>: throughput of single JSON readings from a standard client, for this or another build.</summary>
internal static class BenchMqttVerb
{
    public static Command Create()
    {
        var publishers = new Option<int>("--publishers")
        {
            Description = "Number of mosquitto_pub processes, 1 to 64.", DefaultValueFactory = _ =>
            4
        };
        var messages = new Option<int>("--messages") { Description = "Messages each, 1 to 1000000.", DefaultValueFactory = _ => 50_000 };
        var program = new Option<string>("--program")
        {
            Description = "Program to measure, from this or another build. Default: this one.",
            DefaultValueFactory = _ => Environment.ProcessPath!
        };
        var data = VerbOptions.DiskToMeasure();
        var (set, json) = (VerbOptions.Set(), VerbOptions.Json());
        publishers.Validators.Add(r =>
            { if (r.GetValueOrDefault<int>() is < 1 or > 64) r.AddError("--publishers: allowed: 1 to 64."); });
        messages.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() is < 1
            or > 1_000_000) r.AddError("--messages: allowed: 1 to 1000000.");
        });
        var command = new Command("mqtt", "Publishes single JSON readings at QoS 1 with mosquitto_pub to its own host until all are in "
            + "the store.") { publishers, messages, program, data, set, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            var bench = new MqttBench(parsed.GetValue(program)!, parsed.GetValue(publishers), parsed.GetValue(messages),
                parsed.GetValue(set) ?? [], FindAsync, TimeProvider.System);
            return BenchRun.PrintAsync(
                "mqtt", () => bench.RunAsync(parsed.GetValue(data)!, cancellationToken), parsed.GetValue(json));
        });
        return command;
    }

    private static async Task<MeasuredHost?> FindAsync(string folder, CancellationToken cancellationToken) =>
        await RunningHost.FindAsync(folder, cancellationToken) is { } host
            ? new MeasuredHost(host.ProcessId, host.MqttPort, ((ISqlAccess)new RemoteSql(host)).QueryAsync) : null;
}
