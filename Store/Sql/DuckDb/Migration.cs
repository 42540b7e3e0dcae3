using System.Globalization;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>A numbered schema step: an embedded file <c>NNNN_name.sql</c>.</summary>
internal sealed record Migration(int Version, string Name, string Sql)
{
    private const string Prefix = "Maintenance.Store.Sql.DuckDb.Migrations.";

    /// <summary>All steps of this build in order; versions are 1, 2, 3 …</summary>
    public static IReadOnlyList<Migration> All { get; } = Load();

    private static Migration[] Load()
    {
        var assembly = typeof(Migration).Assembly;
        var steps = assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal) && n.EndsWith(".sql", StringComparison.Ordinal))
            .Select(n => Read(assembly.GetManifestResourceStream(n)!, n[Prefix.Length..^4]))
            .OrderBy(m => m.Version).ToArray();
        for (var i = 0; i < steps.Length; i++)
            if (steps[i].Version != i + 1) throw new InvalidOperationException($"Migration {i + 1} is missing; found {steps[i].Name}.");
        return steps;
    }

    private static Migration Read(Stream stream, string name)
    {
        using var reader = new StreamReader(stream);
        return new Migration(int.Parse(name[..4], CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
