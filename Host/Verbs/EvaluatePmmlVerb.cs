using System.CommandLine;
using System.Text.Json;
using Maintenance.Training.Evaluation.Pmml;
using Spectre.Console;

namespace Maintenance.Host.Verbs;

/// <summary><c>evaluate pmml</c>: runs the documents, inputs and expected results of a manifest; fails if any result differs.</summary>
internal static class EvaluatePmmlVerb
{
    private const int Differs = 1;

    public static Command Create()
    {
        var manifest = new Option<string[]>("--manifest")
        {
            Description = "Manifest (triples, worked cases, function cases, truth tables, native models), a document, or a folder of "
                + "documents; may be repeated.",
            Required = true,
        };
        var details = new Option<bool>("--details") { Description = "Lists every case that is refused or fails, with the reason." };
        var json = VerbOptions.Json();
        var command = new Command("pmml", "Scores every case of a manifest and prints passes, refusals and failures by dialect and model "
            + "element.") { manifest, details, json };
        command.SetAction((parsed, cancellationToken) =>
            Task.FromResult(Run(parsed.GetValue(manifest)!, parsed.GetValue(details), parsed.GetValue(json), cancellationToken)));
        return command;
    }

    private static int Run(string[] manifests, bool details, bool json, CancellationToken cancellationToken)
    {
        var cases = manifests.SelectMany(m => ManifestReader.Evaluate(Path.GetFullPath(m), cancellationToken)).ToList();
        if (json) WriteJson(cases);
        else WriteTable(cases, details);
        return cases.Exists(c => c.Outcome == CaseOutcome.Fail) ? Differs : 0;
    }

    private static void WriteJson(List<CaseResult> cases) => Console.Out.WriteLine(JsonSerializer.Serialize(
        new
        {
            pass = Count(cases, CaseOutcome.Pass),
            refused = Count(cases, CaseOutcome.Refused),
            fail = Count(cases, CaseOutcome.Fail),
            table = Grouped(cases).Select(g => new
            {
                dialect = g.Key.Dialect,
                element = g.Key.Element,
                pass = Count(g, CaseOutcome.Pass),
                refused = Count(g, CaseOutcome.Refused),
                fail = Count(g, CaseOutcome.Fail),
            }),
            cases = cases.Select(c => new
            {
                c.Id, c.Dialect, c.Element, outcome = c.Outcome.ToString().ToLowerInvariant(), c.Compared,
                c.Detail
            }),
        },
        JsonSerializerOptions.Web));

    private static void WriteTable(List<CaseResult> cases, bool details)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected) console.Profile.Width = 200;
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("dialect", "model element", "pass", "refused", "fail");
        foreach (var group in Grouped(cases)) AddRow(group.Key.Dialect, group.Key.Element, group);
        AddRow("all", $"{cases.Sum(c => c.Compared)} values compared", cases);
        console.Write(table);
        foreach (var other in cases.Where(c => c.Outcome == CaseOutcome.Fail || (details && c.Outcome == CaseOutcome.Refused)))
            Console.Out.WriteLine($"{other.Outcome.ToString().ToLowerInvariant()}: {other.Id}: {other.Detail}");

        void AddRow(string dialect, string element, IEnumerable<CaseResult> group) => table.AddRow(
            new Text(dialect), new Text(element), new Text($"{Count(group, CaseOutcome.Pass)}"),
            new Text($"{Count(group, CaseOutcome.Refused)}"),
            new Text($"{Count(group, CaseOutcome.Fail)}"));
    }

    private static IEnumerable<IGrouping<(string Dialect, string Element), CaseResult>> Grouped(IEnumerable<CaseResult> cases) =>
        cases.GroupBy(c => (c.Dialect, c.Element)).OrderBy(g => g.Key.Dialect, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Element, StringComparer.Ordinal);

    private static int Count(IEnumerable<CaseResult> cases, CaseOutcome outcome) => cases.Count(c => c.Outcome == outcome);
}
