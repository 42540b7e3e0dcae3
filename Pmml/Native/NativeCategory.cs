using System.Text.Json;

namespace Maintenance.Pmml.Native;

/// <summary>A category of a native model.</summary>
/// <param name="Texts">How a table may write it.</param>
internal sealed record NativeCategory(IReadOnlyList<string> Texts)
{
    /// <summary>From a value in a model's JSON. Truth values are written differently by pandas (True), R and spreadsheets (TRUE).</summary>
    public static NativeCategory Of(JsonElement value) => new(value.ValueKind switch
    {
        JsonValueKind.String => [NativeJson.Text(value, "category")],
        JsonValueKind.True => ["true", "True", "TRUE"],
        JsonValueKind.False => ["false", "False", "FALSE"],
        _ => [value.GetRawText()],
    });
}
