using System.Globalization;
using System.Text;
using CsvHelper;

namespace Maintenance.Api.Rest;

/// <summary>The CSV form of a list of assets: a head with the JSON form's names in any order, then a row per asset.</summary>
internal static class AssetListCsv
{
    private static readonly string[] Names = ["asset", "region", "site", "rig", "latitude", "longitude", "bitDiameterM"];
    private static readonly string[] Required = ["asset", "region", "site", "rig"];

    /// <summary>The rows, numbered from 1 after the head; null for a row whose error is in <paramref name="errors"/>.</summary>
    public static IEnumerable<(int Number, AssetListEntry? Entry)> Read(byte[] body, AssetListErrors errors)
    {
        CsvMalformedRecord? malformed = null;
        using var csv = CsvReader.Create(new StreamReader(new MemoryStream(body), new UTF8Encoding(false, throwOnInvalidBytes: true)),
            new CsvReaderOptions { Separator = ',', HasHeader = false, OnMalformedRecord = record => malformed ??= record });
        var head = Next(csv)
            ?? throw new AssetListException($"The list is empty; expected a head with the columns {string.Join(", ", Names)}.");
        Check(head);
        for (var number = 1; Next(csv) is { } fields; number++)
        {
            if (malformed is not null) throw new AssetListException($"Row {number}: a quote is misplaced or not closed.");
            if (fields.Length != head.Length) errors.Add(number, $"{fields.Length} fields under a head of {head.Length}.");
            yield return (number, fields.Length == head.Length ? Entry(head, fields, number, errors) : null);
        }
    }

    private static string[]? Next(CsvReader csv)
    {
        try
        {
            if (!csv.Read()) return null;
        }
        catch (CsvFormatException error)
        {
            throw new AssetListException($"Line {error.LineNumber}: {error.Message}");
        }
        catch (DecoderFallbackException)
        {
            throw new AssetListException("The list is not UTF-8; save it as CSV UTF-8.");
        }
        var fields = new string[csv.FieldCount];
        for (var i = 0; i < fields.Length; i++) fields[i] = csv.GetString(i).Trim();
        return fields;
    }

    private static void Check(string[] head)
    {
        if (head is [var only] && only.AsSpan().IndexOfAny(';', '\t') is >= 0 and var at)
            throw new AssetListException($"The head is separated by {(only[at] == ';' ? "semicolons" : "tabs")}; expected commas.");
        foreach (var name in head)
        {
            if (!Names.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new AssetListException($"The head has a column '{name}'; allowed are {string.Join(", ", Names)}.");
        }
        if (head.Distinct(StringComparer.OrdinalIgnoreCase).Count() < head.Length)
            throw new AssetListException("The head names a column twice.");
        foreach (var name in Required.Except(head, StringComparer.OrdinalIgnoreCase))
            throw new AssetListException($"The head has no column '{name}'.");
    }

    private static AssetListEntry? Entry(string[] head, string[] fields, int number, AssetListErrors errors)
    {
        string? wrong = null;
        var entry = new AssetListEntry(Text("asset"), Text("region"), Text("site"), Text("rig"), Number("latitude"), Number("longitude"),
            Number("bitDiameterM"));
        if (wrong is null) return entry;
        errors.Add(number, wrong);
        return null;

        string? Text(string name)
        {
            var i = Array.FindIndex(head, h => h.Equals(name, StringComparison.OrdinalIgnoreCase));
            return i < 0 || fields[i].Length == 0 ? null : fields[i];
        }

        double? Number(string name)
        {
            if (Text(name) is not { } text) return null;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
                return value;
            wrong ??= $"{name}: '{text}' is not a number.";
            return null;
        }
    }
}
