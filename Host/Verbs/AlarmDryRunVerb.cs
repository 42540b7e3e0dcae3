using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Maintenance.Api.Alarms.Rules;
using Maintenance.Api.Rest;
using Maintenance.Core.Alarms;

namespace Maintenance.Host.Verbs;

/// <summary><c>alarm-rules dry-run</c>: what a rule would have done.</summary>
internal static class AlarmDryRunVerb
{
    public static Command Create()
    {
        var (rule, scope, json) = (AlarmRulesVerb.Rule(), AlarmRulesVerb.Scope(), VerbOptions.Json());
        var file = new Argument<string?>("file")
        {
            Description = "What would be defined at the scope; without it the rule as it is.", DefaultValueFactory = _ => null,
        };
        var days = new Option<int>("--days")
        {
            Description = $"Days before now, 1 to {AlarmDryRun.MaxDays}.", DefaultValueFactory = _ => 7,
        };
        return AlarmRulesVerb.Verb("dry-run", "Judges the stored blocks of the last days by a rule and counts the alarms; stores nothing.",
            [scope, days, json], [rule, file], async (rules, parsed, cancellationToken) =>
            {
                var definition = parsed.GetValue(file) is { } path ? await File.ReadAllTextAsync(path, cancellationToken) : null;
                var change = new AlarmRuleChange(parsed.GetValue(rule)!, parsed.GetValue(scope)!, definition, Note: null, Version: null);
                var run = await rules.DryRunAsync(change, parsed.GetValue(days), AlarmRulesVerb.Actor, cancellationToken);
                if (parsed.GetValue(json))
                    Console.Out.WriteLine(JsonSerializer.Serialize(AlarmDryRunContract.Of(run), JsonSerializerOptions.Web));
                else Print(run);
                return 0;
            });
    }

    private static void Print(AlarmDryRun run)
    {
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Blocks:N0} blocks of {run.AssetsJudged} drills"));
        EvaluationTable.Write(["level", "alarms", "in a flood", "chattering drills", "median duration, s", "standing at the end"],
            run.Levels.Select(l =>
                (object[])[l.Level, l.Alarms, l.InFlood, l.Chattering, double.IsNaN(l.MedianSeconds) ? "-" : l.MedianSeconds, l.Standing]));
        if (run.Assets.Count > 0) EvaluationTable.Write(["drill", "alarms"], run.Assets.Select(a => (object[])[a.Asset, a.Alarms]));
        if (run.AssetsAlarmed > run.Assets.Count)
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"and {run.AssetsAlarmed - run.Assets.Count:N0} more drills with fewer alarms"));
    }
}
