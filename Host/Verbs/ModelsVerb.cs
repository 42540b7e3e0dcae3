using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Maintenance.Core.Models;
using Maintenance.Core.Ports;
using Maintenance.Host.Access;

namespace Maintenance.Host.Verbs;

/// <summary><c>models</c>: the model registry, through the running host if there is one.</summary>
internal static class ModelsVerb
{
    private const int ShortHash = 12;

    public static Command Create() => new("models", "The model registry: which models serve, run in shadow, or are retired.")
    {
        List(), Import(),
        Stage("promote", "Makes a model champion: it serves from the next batch on and its predecessor is retired.", ModelStages.Champion),
        Stage("shadow", "Scores a model alongside the champion for comparison.", ModelStages.Shadow),
        Compare(),
        Stage("retire", "Takes a model out of service; its assessments can still be verified.", ModelStages.Retired),
    };

    private static Command List()
    {
        var (data, json) = (VerbOptions.Data(), VerbOptions.Json());
        var command = new Command("list", "Lists the models, champions first.") { data, json };
        command.SetAction((parsed, cancellationToken) => WithAsync(parsed.GetValue(data)!, async models =>
            Print(await models.ListAsync(cancellationToken), parsed.GetValue(json)), cancellationToken));
        return command;
    }

    private static Command Import()
    {
        var (data, json) = (VerbOptions.Data(), VerbOptions.Json());
        var file = new Argument<string>("file") { Description = "PMML document, or the zip of an ML.NET model." };
        var card = new Option<string?>("--card") { Description = "Model card: a file containing one JSON object." };
        var command = new Command("import", "Loads and verifies a document, then registers it as a candidate; a refusal gives the "
            + "reason.") { file, card, data, json };
        command.SetAction((parsed, cancellationToken) => WithAsync(parsed.GetValue(data)!, async models =>
        {
            var document = await File.ReadAllBytesAsync(parsed.GetValue(file)!, cancellationToken);
            var text = parsed.GetValue(card) is { } path ? await File.ReadAllTextAsync(path, cancellationToken) : null;
            Print([await models.ImportAsync(document, text, Environment.UserName, cancellationToken)], parsed.GetValue(json));
        }, cancellationToken));
        return command;
    }

    private static Command Compare()
    {
        var (data, json) = (VerbOptions.Data(), VerbOptions.Json());
        var command = new Command("compare", "How shadow models agreed with the champion: grades, health index, and which crossed the "
            + "alarm threshold first.") { data, json };
        command.SetAction((parsed, cancellationToken) => WithAsync(parsed.GetValue(data)!, async models =>
        {
            var comparisons = await models.CompareAsync(cancellationToken);
            if (parsed.GetValue(json)) Console.Out.WriteLine(JsonSerializer.Serialize(new { comparisons }, JsonSerializerOptions.Web));
            else PrintComparisons(comparisons);
        }, cancellationToken));
        return command;
    }

    private static void PrintComparisons(IReadOnlyList<ModelComparison> comparisons) => EvaluationTable.Write(
        ["champion", "shadow", "drills", "blocks", "same grade", "mean |Δ health|", "drills alarmed: champion", "shadow", "both",
            "shadow earlier by, h (median)", "failures"],
        comparisons.Select(c => (object[])
        [
            c.ModelHash[..ShortHash], c.ShadowHash[..ShortHash], c.Assets, c.Blocks, c.GradeAgreement, c.MeanHealthDelta, c.ModelAlarmed,
            c.ShadowAlarmed, c.BothAlarmed,
            (object?)c.MedianLeadHours ?? "-", c.Failures,
        ]));

    private static Command Stage(string name, string description, string stage)
    {
        var (data, json) = (VerbOptions.Data(), VerbOptions.Json());
        var hash = new Argument<string>("hash") { Description = "Hash of the model, or a unique prefix of it." };
        var command = new Command(name, description) { hash, data, json };
        command.SetAction((parsed, cancellationToken) => WithAsync(parsed.GetValue(data)!, async models =>
            Print([await models.SetStageAsync(parsed.GetValue(hash)!, stage, Environment.UserName, cancellationToken)],
                parsed.GetValue(json)), cancellationToken));
        return command;
    }

    private static async Task<int> WithAsync(string data, Func<IModelRegistry, Task> act, CancellationToken cancellationToken)
    {
        await using var access = await ModelAccess.OpenAsync(data, cancellationToken);
        await act(access.Models);
        return 0;
    }

    private static void Print(IReadOnlyList<RegisteredModel> models, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new { models = models.Select(Compact) }, JsonSerializerOptions.Web));
            return;
        }
        EvaluationTable.Write(
            ["hash", "name", "role", "stage", "loaded by", "loaded", "promoted", "by"],
            models.Select(m => (object[])[m.Hash[..Math.Min(ShortHash, m.Hash.Length)], m.Name, m.Role, m.Stage, m.LoadedBy, Time(m.Loaded),
                Time(m.Promoted), m.PromotedBy ?? ""]));
    }

    // A host compacts the card on its way: print it so in either case.
    private static RegisteredModel Compact(RegisteredModel model) =>
        model.Card is { } card ? model with { Card = JsonSerializer.Serialize(JsonElement.Parse(card)) } : model;

    private static string Time(DateTime? time) => time?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";
}
