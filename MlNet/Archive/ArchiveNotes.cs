using System.Text.Json;
using Maintenance.Pmml.Ensembles;

namespace Maintenance.MlNet.Archive;

/// <summary>
/// Metadata that <c>maintenance train</c> adds to an archive as entry <see cref="Entry"/>, ignored by ML.NET, whose own model lacks it. It
/// cannot change a score of ML.NET's own pipeline: it is trusted only as far as equality is proved.
/// </summary>
/// <param name="Name">Name of the model.</param>
/// <param name="Description">Origin of the model.</param>
/// <param name="Target">Name of the predicted quantity.</param>
/// <param name="Usual">1st and 99th percentile of inputs on healthy rows.</param>
/// <param name="Levels">Additional outputs of a regression.</param>
/// <param name="Covers">Weight of training rows in each leaf: group, tree, leaf.</param>
internal sealed record ArchiveNotes(
    string Name, string Description, string Target, IReadOnlyDictionary<string, float[]> Usual, IReadOnlyList<LevelLine> Levels,
    double[][][]? Covers)
{
    public const string Entry = "Maintenance/model.json";

    public static ArchiveNotes Of(TreeEnsemble ensemble, EnsembleText text) => new(
        text.Name, text.Description, text.Target, text.Usual.Where(u => !float.IsNaN(u.Value.Low))
            .ToDictionary(u => u.Key, u => new[] { u.Value.Low, u.Value.High }, StringComparer.Ordinal), text.Levels,
        [.. ensemble.Groups.Select(g => g.Trees.Select(t => t.LeafCovers ?? []).ToArray())]);

    /// <summary>The notes of an archive; null when it has none.</summary>
    /// <exception cref="ArchiveException">They cannot be read.</exception>
    public static ArchiveNotes? Find(IEnumerable<(string Name, byte[] Bytes)> entries)
    {
        if (entries.FirstOrDefault(e => e.Name == Entry).Bytes is not { } bytes) return null;
        try
        {
            var notes = JsonSerializer.Deserialize<ArchiveNotes>(bytes, JsonSerializerOptions.Web);
            return notes is { Name: not null, Description: not null, Target: not null, Usual: not null, Levels: not null }
                && notes.Usual.Values.All(u => u is { Length: 2 })
                && notes.Levels.All(l => l is { Name: not null, Points.Count: >= 2 })
                    ? notes : throw new ArchiveException($"entry {Entry} lacks a required property.");
        }
        catch (JsonException error)
        {
            throw new ArchiveException($"entry {Entry} cannot be read: {error.Message}", error);
        }
    }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);

    public EnsembleText Text => new(Name, Description, Target)
    {
        Usual =
        Usual.ToDictionary(u => u.Key, u => (u.Value[0], u.Value[1]), StringComparer.Ordinal), Levels = Levels
    };

    /// <summary>
    /// The ensemble with the noted covers; without notes, or with notes for other trees, each split is assumed to send half the rows each
    /// way.
    /// </summary>
    public static TreeEnsemble WithCovers(TreeEnsemble ensemble, ArchiveNotes? notes)
    {
        var noted = notes?.Covers;
        var fits = noted is not null && noted.Length == ensemble.Groups.Count
            && ensemble.Groups.Select((g, i) => noted[i].Length == g.Trees.Count
            && g.Trees.Select((t, j) => noted[i][j].Length == t.LeafValues.Length
                && Array.TrueForAll(noted[i][j], c => c >= 0 && double.IsFinite(c))).All(ok => ok)).All(ok => ok);
        return ensemble with
        {
            Groups =
            [.. ensemble.Groups.Select((g, i) =>
            g with { Trees = [.. g.Trees.Select((t, j) => t with { LeafCovers = fits ? noted![i][j] : Even(t) })] })]
        };
    }

    private static double[] Even(NumericTree tree)
    {
        var covers = new double[tree.LeafValues.Length];
        void Share(int at, double cover)
        {
            if (at < 0)
            {
                covers[~at] = cover;
                return;
            }
            Share(tree.Left[at], cover / 2);
            Share(tree.Right[at], cover / 2);
        }
        Share(tree.Left.Length == 0 ? ~0 : 0, 1);
        return covers;
    }
}
