using System.Text.Json;

namespace Maintenance.Training.Evaluation.Pmml;

/// <summary>
/// Recognises the kind of a manifest by its form, and evaluates it. With a manifest of triples, the worked cases, function cases and
/// documents in its folder are evaluated too.
/// </summary>
public static class ManifestReader
{
    private static readonly string[] Neighbours = ["dmg-examples/cases.json", "functions/functions.json", "functions/truth_tables.json",
        "documents"];

    /// <exception cref="FormatException">The file has none of the known forms.</exception>
    public static IEnumerable<CaseResult> Evaluate(string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path)) return DocumentCases.Evaluate(path, cancellationToken);
        if (Path.GetExtension(path) is ".pmml" or ".xml") return [DocumentCases.EvaluateFile(path)];
        return EvaluateJson(path, cancellationToken);
    }

    private static List<CaseResult> EvaluateJson(string path, CancellationToken cancellationToken)
    {
        using var manifest = Parse(path);
        var (root, folder) = (manifest.RootElement, Path.GetDirectoryName(path)!);
        var list = root.ValueKind == JsonValueKind.Array
            ? root : Property(root, "triples") ?? Property(root, "cases") ?? Property(root, "entries") ?? default;
        var first = list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0 ? list[0] : default;
        if (Property(root, "binary_and") is not null) return TruthTableCases.Evaluate(root);
        if (Property(first, "function") is not null && Property(first, "args") is not null)
            return FunctionCases.Evaluate(list, cancellationToken);
        if (Property(first, "pmml") is not null)
            return [.. TripleCases.Evaluate(list, folder, cancellationToken), .. EvaluateNeighbours(folder, cancellationToken)];
        if (Property(first, "model") is not null && Property(first, "input") is { ValueKind: JsonValueKind.String })
            return NativeCases.Evaluate(list, folder, cancellationToken);
        if (Property(first, "expected") is { ValueKind: JsonValueKind.Object })
            return WorkedCases.Evaluate(list, folder, cancellationToken);
        throw new FormatException($"{path} is not a manifest: expected triples, native models, worked cases, "
            + "function cases or truth tables.");
    }

    private static JsonDocument Parse(string path)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException error)
        {
            throw new FormatException($"{path} is neither a manifest in JSON nor a document (.pmml, .xml): {error.Message}", error);
        }
    }

    private static List<CaseResult> EvaluateNeighbours(string folder, CancellationToken cancellationToken) =>
        Neighbours.Select(n => Path.Combine(folder, n)).Where(p => File.Exists(p) || Directory.Exists(p))
            .SelectMany(p => Evaluate(p, cancellationToken)).ToList();

    public static JsonElement? Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    public static string? Text(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
