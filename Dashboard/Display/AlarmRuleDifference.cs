using System.Text.Json.Nodes;

namespace Maintenance.Dashboard.Display;

/// <summary>A field that differs between two definitions.</summary>
/// <param name="Path">Path.</param>
/// <param name="Before">JSON before; null when it was not stated.</param>
/// <param name="After">JSON after; null when it is not stated any more.</param>
internal sealed record AlarmRuleDifference(string Path, string? Before, string? After)
{
    /// <summary>What differs, by path; nothing when both say the same.</summary>
    public static IReadOnlyList<AlarmRuleDifference> Between(JsonObject? before, JsonObject? after)
    {
        var found = new List<AlarmRuleDifference>();
        Compare(before, after, "", found);
        return found;
    }

    private static void Compare(JsonNode? before, JsonNode? after, string path, List<AlarmRuleDifference> found)
    {
        if (JsonNode.DeepEquals(before, after)) return;
        if ((before ?? after) is not JsonObject || (before is not (null or JsonObject)) || (after is not (null or JsonObject)))
        {
            found.Add(new(path, before?.ToJsonString(), after?.ToJsonString()));
            return;
        }
        var names = ((before as JsonObject)?.Select(p => p.Key) ?? []).Union((after as JsonObject)?.Select(p => p.Key) ?? [],
            StringComparer.Ordinal);
        foreach (var name in names)
            Compare((before as JsonObject)?[name], (after as JsonObject)?[name], path.Length == 0 ? name : $"{path}.{name}", found);
    }
}
