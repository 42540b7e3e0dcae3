using System.Buffers.Text;
using System.Text;
using Maintenance.Core.Telemetry;

namespace Maintenance.Ingest.Decoding;

/// <summary>
/// Telemetry as CSV (<c>docs/formats/telemetry-csv.md</c>): a head of names, then one reading a row; RFC 4180 quoting.
/// A bad row is refused alone. Works on the payload's bytes; allocates for the head only.
/// </summary>
internal static class CsvDecoder
{
    private const int MostColumns = 300;

    public static void Decode(ReadOnlySpan<byte> payload, ref PayloadSink sink)
    {
        if (payload.StartsWith("\uFEFF"u8)) payload = payload[3..];
        var rows = new CsvRows(payload);
        List<Column> columns = [];
        rows.Next(); // the payload is not empty, so there is a first row
        if (!TryReadHead(ref rows, columns, out var fault))
        {
            sink.Reject(DeadLetterReason.Malformed, fault, sink.SourceAsset, payload);
            return;
        }
        while (rows.Next())
        {
            if (rows.Row.IsEmpty) continue;
            ReadRow(ref rows, columns, sink.Batch.Scratch);
            sink.AddReading(rows.Row);
        }
    }

    private static bool TryReadHead(ref CsvRows rows, List<Column> columns, out string fault)
    {
        fault = string.Empty;
        while (rows.NextField(out var field))
        {
            var name = Encoding.UTF8.GetString(field).Trim();
            if (Encoding.UTF8.GetByteCount(name) is 0 or > Field.MaxNameBytes) fault = $"the head's column {columns.Count + 1} needs a name of 1 to {Field.MaxNameBytes} bytes";
            else if (columns.Exists(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase))) fault = $"the head has column '{name}' twice";
            else if (columns.Count == MostColumns) fault = $"the head has more than {MostColumns} columns";
            columns.Add(new Column(Field.Find(name), name));
            if (fault.Length > 0) return false;
        }
        if (rows.BadQuotes) fault = "a quote in the head is not closed, or text follows it";
        else if (!columns.Exists(c => c.Field == Field.Time)) fault = "the head has no column 'time'";
        return fault.Length == 0;
    }

    private static void ReadRow(ref CsvRows rows, List<Column> columns, ReadingScratch reading)
    {
        reading.Clear();
        var index = 0;
        while (rows.NextField(out var field))
        {
            if (index == columns.Count)
            {
                reading.Fault(DeadLetterReason.Malformed, $"line {rows.Line}: more fields than the head's {columns.Count}");
                break;
            }
            ReadField(field.Trim((byte)' '), columns[index++], reading, rows.Line);
        }
        if (rows.BadQuotes) reading.Fault(DeadLetterReason.Malformed, $"line {rows.Line}: a quote is not closed, or text follows it");
        if (index < columns.Count) reading.Fault(DeadLetterReason.Truncated, $"line {rows.Line}: {index} fields, the head has {columns.Count}");
    }

    private static void ReadField(ReadOnlySpan<byte> field, Column column, ReadingScratch reading, int line)
    {
        switch (column.Field)
        {
            case >= Field.Named: ReadValue(field, column, reading, line); return;
            case Field.Asset:
                if (field.IsEmpty) return;
                Span<char> asset = stackalloc char[Core.Assets.AssetId.MaxLength];
                if (field.Length > asset.Length) reading.Fault(DeadLetterReason.UnknownAsset, $"line {line}: asset id of {field.Length} bytes");
                else reading.SetAsset(asset[..Encoding.UTF8.GetChars(field, asset)]);
                return;
            case Field.Time:
                if (EventTimeParser.TryFromAny(field, out var micros)) reading.TimeMicros = micros;
                else if (!field.IsEmpty) reading.Fault(DeadLetterReason.WrongType, $"line {line}: '{Show(field)}' is neither an ISO 8601 time nor a Unix number");
                return;
            case Field.Epoch or Field.Sequence:
                if (field.IsEmpty) return;
                if (!Utf8Parser.TryParse(field, out long number, out var used) || used != field.Length)
                    reading.Fault(DeadLetterReason.WrongType, $"line {line}: '{Show(field)}' in column '{column.Name}' is not a whole number");
                else if (column.Field == Field.Epoch) reading.Epoch = number;
                else reading.Sequence = number;
                return;
            case Field.Quality:
                if (field.SequenceEqual("uncertain"u8)) reading.Uncertain = true;
                else if (!field.IsEmpty && !field.SequenceEqual("good"u8)) reading.Fault(DeadLetterReason.WrongType, $"line {line}: quality '{Show(field)}', allowed are good and uncertain");
                return;
            case Field.Historical:
                if (field.SequenceEqual("true"u8)) reading.Historical = true;
                else if (!field.IsEmpty && !field.SequenceEqual("false"u8)) reading.Fault(DeadLetterReason.WrongType, $"line {line}: historical '{Show(field)}', allowed are true and false");
                return;
            default:
                reading.Fault(DeadLetterReason.Malformed, $"column '{column.Name}' has no meaning in CSV");
                return;
        }
    }

    private static void ReadValue(ReadOnlySpan<byte> field, Column column, ReadingScratch reading, int line)
    {
        var value = float.NaN;
        if (!field.IsEmpty && !IsNan(field) && (!Utf8Parser.TryParse(field, out value, out var used) || used != field.Length))
        {
            reading.Fault(DeadLetterReason.WrongType, $"line {line}: '{Show(field)}' in column '{column.Name}' is not a number");
            return;
        }
        if (float.IsInfinity(value))
        {
            reading.Fault(DeadLetterReason.NotFinite, $"line {line}: '{Show(field)}' in column '{column.Name}' is infinite; leave a missing value empty");
            return;
        }
        if (column.Field >= 0) reading.SetStandard(column.Field, value);
        else reading.SetNamed(column.Name, value);
    }

    private static bool IsNan(ReadOnlySpan<byte> field) => field.Length == 3 && Ascii.EqualsIgnoreCase(field, "NaN"u8);

    private static string Show(ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(field[..Math.Min(field.Length, 40)]);

    private sealed record Column(int Field, string Name);
}
