using System.CommandLine;
using Maintenance.LocalCluster;

var rounds = new Option<int>("--rounds")
{
    Description = "Rounds of faults under load, then the end. Default: none; the cluster runs "
    + "until Ctrl-C."
};
var seed = new Option<int>("--seed") { Description = "Seed of the faults.", DefaultValueFactory = _ => 1 };
var rate = new Option<int>("--readings-per-second") { Description = "Load of a round.", DefaultValueFactory = _ => 20_000 };
var seconds = new Option<int>("--seconds") { Description = "Length of a round's load.", DefaultValueFactory = _ => 15 };
var workers = new Option<int>("--workers") { Description = "Scoring processes.", DefaultValueFactory = _ => 2 };
var json = new Option<bool>("--json")
{
    Description = "Prints the outcome as one JSON document on standard output; progress goes to "
    + "standard error."
};
var root = new RootCommand("The distributed installation on this machine: Kafka's mock brokers, three Galera nodes, Mosquitto and each "
    + "role as a process, on loopback.")
{
    rounds, seed, rate, seconds, workers, json,
};
root.SetAction(async (parsed, cancellationToken) =>
{
    var progress = parsed.GetValue(json) ? Console.Error : Console.Out;
    await using var cluster = await Cluster.StartAsync(parsed.GetValue(workers), progress, cancellationToken);
    if (parsed.GetValue(rounds) is var count and > 0)
    {
        var load = new Load(parsed.GetValue(rate), parsed.GetValue(seconds));
        var outcome = await new FaultRounds(cluster, load, parsed.GetValue(seed), progress).RunAsync(count, cancellationToken);
        await outcome.PrintAsync(parsed.GetValue(json));
        return outcome.IsExact ? 0 : 1;
    }
    cluster.PrintWelcome(progress);
    await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
    return 0;
});
return await root.Parse(args).InvokeAsync();
