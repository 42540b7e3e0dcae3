using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using CsvHelper;

namespace Maintenance.Api.Rest;

/// <summary>
/// The CSV form of a list: a head with the JSON form's names in any order, then a row per entry. <typeparamref name="T"/> is a positional
/// record; its texts and numbers are the columns, anything else has no CSV form.
/// </summary>
internal static class ListCsv<T> where T : class
{
    private static readonly ConstructorInfo Constructor = typeof(T).GetConstructors()[0];
    private static readonly ParameterInfo[] Fields = Constructor.GetParameters();
    private static readonly string[] Names =
        [.. Fields.Where(f => IsColumn(f.ParameterType)).Select(f => JsonNamingPolicy.CamelCase.ConvertName(f.Name!))];

    /// <summary>The rows, numbered from 1 after the head; null for a row whose error is in <paramref name="errors"/>.</summary>
    public static IEnumerable<(int Number, T? Entry)> Read(byte[] body, IReadOnlyList<string> required, ListErrors errors)
    {
        CsvMalformedRecord? malformed = null;
        using var csv = CsvReader.Create(new StreamReader(new MemoryStream(body), new UTF8Encoding(false, throwOnInvalidBytes: true)),
            new CsvReaderOptions { Separator = ',', HasHeader = false, OnMalformedRecord = record => malformed ??= record });
        var head = Next(csv)
            ?? throw new ListException($"The list is empty; expected a head with the columns {string.Join(", ", Names)}.");
        Check(head, required);
        for (var number = 1; Next(csv) is { } fields; number++)
        {
            if (malformed is not null) throw new ListException($"Row {number}: a quote is misplaced or not closed.");
            if (fields.Length != head.Length) errors.Add(number, $"{fields.Length} fields under a head of {head.Length}.");
            yield return (number, fields.Length == head.Length ? Entry(head, fields, number, errors) : null);
        }
    }

    private static bool IsColumn(Type type) => type == typeof(string) || type == typeof(double?) || type == typeof(long?);

    private static string[]? Next(CsvReader csv)
    {
        try
        {
            if (!csv.Read()) return null;
        }
        catch (CsvFormatException error)
        {
            throw new ListException($"Line {error.LineNumber}: {error.Message}");
        }
        catch (DecoderFallbackException)
        {
            throw new ListException("The list is not UTF-8; save it as CSV UTF-8.");
        }
        var fields = new string[csv.FieldCount];
        for (var i = 0; i < fields.Length; i++) fields[i] = csv.GetString(i).Trim();
        return fields;
    }

    private static void Check(string[] head, IReadOnlyList<string> required)
    {
        if (head is [var only] && only.AsSpan().IndexOfAny(';', '\t') is >= 0 and var at)
            throw new ListException($"The head is separated by {(only[at] == ';' ? "semicolons" : "tabs")}; expected commas.");
        foreach (var name in head)
        {
            if (!Names.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new ListException($"The head has a column '{name}'; allowed are {string.Join(", ", Names)}.");
        }
        if (head.Distinct(StringComparer.OrdinalIgnoreCase).Count() < head.Length)
            throw new ListException("The head names a column twice.");
        foreach (var name in required.Except(head, StringComparer.OrdinalIgnoreCase))
            throw new ListException($"The head has no column '{name}'.");
    }

    private static T? Entry(string[] head, string[] fields, int number, ListErrors errors)
    {
        string? wrong = null;
        var values = new object?[Fields.Length];
        for (var i = 0; i < values.Length; i++) values[i] = Value(Fields[i]);
        if (wrong is null) return (T)Constructor.Invoke(values);
        errors.Add(number, wrong);
        return null;

        object? Value(ParameterInfo field)
        {
            var at = IsColumn(field.ParameterType)
                ? Array.FindIndex(head, h => h.Equals(field.Name, StringComparison.OrdinalIgnoreCase)) : -1;
            if (at < 0 || fields[at] is not { Length: > 0 } text) return null;
            if (field.ParameterType == typeof(string)) return text;
            if (field.ParameterType == typeof(long?))
            {
                if (long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole)) return whole;
                wrong ??= $"{Name(field)}: '{text}' is not a whole number.";
                return null;
            }
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
                return value;
            wrong ??= $"{Name(field)}: '{text}' is not a number.";
            return null;
        }
    }

    private static string Name(ParameterInfo field) => JsonNamingPolicy.CamelCase.ConvertName(field.Name!);
}
