using System.CommandLine;
using Maintenance.Api.Alarms;
using Maintenance.Api.Alarms.Rules;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Tables;
using Maintenance.Host.Access;

namespace Maintenance.Host.Verbs;

/// <summary><c>alarm-rules</c>: the rules that alarms are judged by, through the running host if there is one.</summary>
internal static class AlarmRulesVerb
{
    internal static readonly AlarmActor Actor = new(Environment.UserName, RegionScope.All);

    public static Command Create() => new("alarm-rules", "The rules that alarms are judged by: lists, shows, checks, sets and removes "
        + "them. A change judges from now on, everywhere within a second.")
        { List(), Show(), Set(), Check(), AlarmDryRunVerb.Create(), Remove() };

    private static Command List()
    {
        var json = VerbOptions.Json();
        return Verb("list", "Lists the definitions that stand.", [json], [], async (rules, parsed, cancellationToken) =>
        {
            var rows = (await rules.ListAsync(Actor, cancellationToken)).GroupBy(r => (r.Rule, r.Scope)).Select(g => g.Last());
            AlarmRulePrinter.Print([.. rows.Where(r => r.Definition is not null)], parsed.GetValue(json));
            return 0;
        });
    }

    private static Command Show()
    {
        var (rule, json) = (Rule(), VerbOptions.Json());
        return Verb("show", "Shows all versions of a rule, newest first, and the fleet's definition as a file for set.", [json], [rule],
            async (rules, parsed, cancellationToken) =>
            {
                AlarmRuleRow[] rows = [.. (await rules.ListAsync(Actor, cancellationToken)).Where(r => r.Rule == parsed.GetValue(rule))
                    .Reverse()];
                if (rows.Length == 0) throw new FormatException($"There is no rule '{parsed.GetValue(rule)}'; see alarm-rules list.");
                AlarmRulePrinter.Print(rows, parsed.GetValue(json));
                if (!parsed.GetValue(json) && rows.FirstOrDefault(r => r.Scope == "fleet").Definition is { } definition)
                    AlarmRulePrinter.PrintDefinition(definition);
                return 0;
            });
    }

    private static Command Set()
    {
        var (rule, file, scope, note) = (Rule(), File(), Scope(), Note());
        return Verb("set", "Defines a rule at a scope by a file with its JSON object.", [scope, note], [rule, file],
            async (rules, parsed, cancellationToken) =>
            {
                var change = new AlarmRuleChange(parsed.GetValue(rule)!, parsed.GetValue(scope)!,
                    await System.IO.File.ReadAllTextAsync(parsed.GetValue(file)!, cancellationToken), parsed.GetValue(note), Version: null);
                AlarmRulePrinter.Print([await rules.ChangeAsync(change, Actor, cancellationToken)], json: false);
                return 0;
            });
    }

    private static Command Check()
    {
        var (rule, file, scope) = (Rule(), File(), Scope());
        return Verb("check", "Says whether set would accept the file; exit code 1 and what is wrong, field by field, if not.", [scope],
            [rule, file], async (rules, parsed, cancellationToken) =>
            {
                var change = new AlarmRuleChange(parsed.GetValue(rule)!, parsed.GetValue(scope)!,
                    await System.IO.File.ReadAllTextAsync(parsed.GetValue(file)!, cancellationToken), Note: null, Version: null);
                var errors = await rules.CheckAsync(change, Actor, cancellationToken);
                foreach (var error in errors) await Console.Error.WriteLineAsync(error.ToString());
                return errors.Count == 0 ? 0 : 1;
            });
    }

    private static Command Remove()
    {
        var (rule, scope, note) = (Rule(), Scope(), Note());
        return Verb("remove", "Removes a rule's definition at a scope; its versions stay.", [scope, note], [rule],
            async (rules, parsed, cancellationToken) =>
            {
                var change = new AlarmRuleChange(parsed.GetValue(rule)!, parsed.GetValue(scope)!, Definition: null, parsed.GetValue(note),
                    Version: null);
                AlarmRulePrinter.Print([await rules.ChangeAsync(change, Actor, cancellationToken)], json: false);
                return 0;
            });
    }

    internal static Command Verb(string name, string description, Option[] options, Argument[] arguments,
        Func<IAlarmRuleAdministration, ParseResult, CancellationToken, Task<int>> act)
    {
        var (data, set) = (VerbOptions.Data(), VerbOptions.Set());
        var command = new Command(name, description);
        foreach (var argument in arguments) command.Add(argument);
        foreach (var option in (Option[])[.. options, data, set]) command.Add(option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var access = await AlarmRuleAccess.OpenAsync(parsed.GetValue(data)!, parsed.GetValue(set) ?? [], cancellationToken);
            return await act(access.Rules, parsed, cancellationToken);
        });
        return command;
    }

    internal static Argument<string> Rule() => new("rule") { Description = "Name of the rule, as listed." };

    private static Argument<string> File() => new("file") { Description = "JSON object (docs/formats/alarm-rules.md)." };

    private static Option<string?> Note() => new("--note") { Description = "Why." };

    internal static Option<string> Scope() => new("--scope") { Description = $"{AlarmScope.Forms}.", DefaultValueFactory = _ => "fleet" };
}
