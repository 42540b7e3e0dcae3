using System.Runtime.InteropServices;

namespace Maintenance.MlNet.Archive;

/// <summary>
/// Checks the trees of a component before ML.NET reads them: ML.NET checks neither for cycles nor for the number of features, and would run
/// forever or exhaust memory. Layout: docs/formats/mlnet.md.
/// </summary>
internal static class TreeComponent
{
    private const int BodyAt = 0x100;
    private const int MaxTrees = 100_000;
    private const int MaxFeature = ushort.MaxValue;
    private const byte Forest = 2;

    private static readonly string[] Loaders = ["LightGBM", "FastTree", "FastForest"];

    public static bool Is(ComponentHeader header) => Array.Exists(Loaders, l => header.Loader.StartsWith(l, StringComparison.Ordinal));

    /// <exception cref="ArchiveException">A tree is malformed.</exception>
    public static void Check(string entry, byte[] bytes)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes, BodyAt, bytes.Length - BodyAt, writable: false));
            if (reader.ReadInt32() != sizeof(float))
                throw new ArchiveException($"entry '{entry}' does not hold trees in ML.NET's layout.");
            var trees = reader.ReadInt32();
            if (trees is < 0 or > MaxTrees) throw new ArchiveException($"entry '{entry}' says it has {trees} trees; at most {MaxTrees} "
                + "are allowed.");
            for (var i = 0; i < trees; i++) CheckTree(entry, i, reader);
        }
        catch (EndOfStreamException error)
        {
            throw new ArchiveException($"entry '{entry}' ends inside a tree.", error);
        }
    }

    private static void CheckTree(string entry, int number, BinaryReader reader)
    {
        var (kind, leaves) = (reader.ReadByte(), reader.ReadInt32());
        Skip(reader, 2 * sizeof(double)); // maximum output and weight
        var (left, right, features) = (Ints(reader), Ints(reader), Ints(reader));
        var nodes = leaves - 1;
        if (kind is not (0 or Forest) || nodes < 0 || nodes > left.Length || left.Length != right.Length || left.Length != features.Length
            || !TreeShape.IsTree(left[..nodes], right[..nodes]) || Array.Exists(features, f => f is < -1 or > MaxFeature))
            throw new ArchiveException($"tree {number} of entry '{entry}' is malformed: a node leads nowhere or back, or uses a feature "
                + $"beyond {MaxFeature}.");
        foreach (var _ in Ints(reader)) // categorical splits: their values, and the range of these
        {
            Ints(reader);
            Skip(reader, 2 * sizeof(int));
        }
        Pass(reader, sizeof(uint)); // thresholds as bins
        Pass(reader, sizeof(float)); // thresholds
        Pass(reader, sizeof(float)); // replacements of missing values
        // leaves, gains, p-values, values before a split; for a forest also labels and weights
        for (var i = 0; i < (kind == Forest ? 6 : 4); i++) Pass(reader, sizeof(double));
    }

    private static int[] Ints(BinaryReader reader) => MemoryMarshal.Cast<byte, int>(reader.ReadBytes(Length(reader, sizeof(int))))
        .ToArray();

    private static void Pass(BinaryReader reader, int size) => Skip(reader, Length(reader, size));

    private static int Length(BinaryReader reader, int size)
    {
        var bytes = (long)reader.ReadInt32() * size;
        return bytes >= 0 && bytes <= reader.BaseStream.Length - reader.BaseStream.Position
            ? (int)bytes : throw new EndOfStreamException("An array is longer than the entry that holds it.");
    }

    private static void Skip(BinaryReader reader, int bytes) => reader.BaseStream.Seek(bytes, SeekOrigin.Current);
}
