using System.Globalization;

namespace Maintenance.Store.Sql.MySql;

/// <summary>
/// A numbered schema step of a dialect: an embedded file <c>Migrations/Dialect/NNNN_name.sql</c>; its statements end with <c>;</c> at a
/// line's end.
/// </summary>
internal sealed record Migration(int Version, string Name, IReadOnlyList<string> Statements)
{
    /// <summary>All steps of this build in order; versions are 1, 2, 3 …</summary>
    public static IReadOnlyList<Migration> Of(MySqlWireDialect dialect)
    {
        var prefix = $"Maintenance.Store.Sql.MySql.Migrations.{dialect}.";
        var assembly = typeof(Migration).Assembly;
        var steps = assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(prefix, StringComparison.Ordinal))
            .Select(n => Read(assembly.GetManifestResourceStream(n)!, n[prefix.Length..^4]))
            .OrderBy(m => m.Version).ToArray();
        if (steps.Length == 0) throw new InvalidOperationException($"There are no migrations for {dialect}.");
        for (var i = 0; i < steps.Length; i++)
            if (steps[i].Version != i + 1) throw new InvalidOperationException($"Migration {i + 1} is missing; found {steps[i].Name}.");
        return steps;
    }

    private static Migration Read(Stream stream, string name)
    {
        using var reader = new StreamReader(stream);
        var statements = reader.ReadToEnd().Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new Migration(int.Parse(name[..4], CultureInfo.InvariantCulture), name, statements);
    }
}
