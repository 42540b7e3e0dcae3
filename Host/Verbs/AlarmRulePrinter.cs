using System.Globalization;
using System.Text.Json;
using Maintenance.Api.Rest;
using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Host.Verbs;

/// <summary>Rules on standard output.</summary>
internal static class AlarmRulePrinter
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Versions as a table or a JSON document.</summary>
    public static void Print(IReadOnlyList<AlarmRuleRow> rows, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new { rules = rows.Select(AlarmRuleContract.Of) }, JsonSerializerOptions.Web));
            return;
        }
        EvaluationTable.Write(["rule", "scope", "version", "effective", "author", "title", "note"], rows.Select(r => (object[])
            [r.Rule, r.Scope, r.Version, Time(r.EffectiveUnixMicros), r.Author, TitleOf(r), r.Note ?? ""]));
    }

    /// <summary>A definition as a file to change.</summary>
    public static void PrintDefinition(string definition) =>
        Console.Out.WriteLine(JsonSerializer.Serialize(JsonElement.Parse(definition), Indented));

    private static string Time(long unixMicros) => unixMicros == UnixMicros.None
        ? "always" : UnixMicros.ToUtc(unixMicros).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string TitleOf(in AlarmRuleRow row) => row.Definition is null ? "(removed)"
        : AlarmRuleJson.Read(row.Definition)["title"]?.ToString() ?? "(as above it)";
}
