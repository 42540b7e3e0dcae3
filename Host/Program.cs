using System.CommandLine;
using System.Globalization;
using Maintenance.Host.Verbs;

// Input and output must not depend on the system's language.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;

var root = new RootCommand("Maintenance: real-time predictive maintenance for fleets of oil drills.")
{
    RunVerb.Create(),
    AssetsVerb.Create(),
    SimulateVerb.Create(),
    ReplayVerb.Create(),
    QueryVerb.Create(),
    CompletenessVerb.Create(),
    VerifyVerb.Create(),
    BackupVerb.Create(),
    RestoreVerb.Create(),
    PromoteVerb.Create(),
    OffsetsVerb.Create(),
    UsersVerb.Create(),
    ModelsVerb.Create(),
    TrainVerb.Create(),
    EvaluateVerb.Create(),
    ScoreVerb.Create(),
    BenchVerb.Create(),
    AlarmRulesVerb.Create(),
    TokenVerb.Create(),
};
return await VerbRunner.RunAsync(root, args);
