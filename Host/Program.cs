using System.CommandLine;
using Maintenance.Host.Verbs;

var root = new RootCommand("Maintenance: real-time predictive maintenance for fleets of oil drills.")
{
    QueryVerb.Create(),
    CompletenessVerb.Create(),
    TokenVerb.Create(),
    TrainVerb.Create(),
    BenchVerb.Create(),
};
return await root.Parse(args).InvokeAsync();
