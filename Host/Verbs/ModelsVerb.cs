using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Maintenance.Core.Models;
using Maintenance.Core.Ports;
using Maintenance.Host.Access;

namespace Maintenance.Host.Verbs;

/// <summary><c>models</c>: the registry of models, through the running host where there is one.</summary>
internal static class ModelsVerb
{
    private const int ShortHash = 12;

    public static Command Create() => new("models", "The registry of models: what serves, what is compared, what served before.")
    {
        List(), Import(),
        Stage("promote", "Makes a model champion: it serves from the next batch on, and its predecessor is retired.", ModelStages.Champion),
        Stage("shadow", "Lets a model score beside the champion, to be compared.", ModelStages.Shadow),
        Compare(),
        Stage("retire", "Takes a model out of use; what it scored can still be verified.", ModelStages.Retired),
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
        var card = new Option<string?>("--card") { Description = "Model card: a file with one JSON object." };
        var command = new Command("import", "Registers a document as candidate, after it was loaded and verified; a refusal names the "
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
        var command = new Command("compare", "How models in shadow agreed with the champion: grades, health index, and who crossed the "
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
        ["champion", "shadow", "drills", "blocks", "same grade", "mean |d health|", "drills alarmed: champion", "shadow", "both",
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
        var hash = new Argument<string>("hash") { Description = "Hash of the model, or a beginning of it that fits one model only." };
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
            Console.Out.WriteLine(JsonSerializer.Serialize(new { models }, JsonSerializerOptions.Web));
            return;
        }
        EvaluationTable.Write(
            ["hash", "name", "role", "stage", "loaded by", "loaded", "promoted", "by"],
            models.Select(m => (object[])[m.Hash[..Math.Min(ShortHash, m.Hash.Length)], m.Name, m.Role, m.Stage, m.LoadedBy, Time(m.Loaded),
                Time(m.Promoted), m.PromotedBy ?? ""]));
    }

    private static string Time(DateTime? time) => time?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";
}
