using System.Buffers;
using System.Buffers.Text;
using System.Text;
using CsvHelper;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Formats.Text;

namespace Maintenance.Ingest.Formats.Csv;

/// <summary>
/// Telemetry as CSV (<c>docs/formats/telemetry-csv.md</c>): a header row, then one reading per row; RFC 4180 quoting, but no field may
/// contain a line break, so an unclosed quote costs one row. A bad row is rejected alone. Allocates per payload and header, not
/// per row.
/// </summary>
internal sealed class CsvDecoder : IPayloadDecoder
{
    private const int MaxColumns = 300;

    private readonly ReadingBuilder _reading = new();
    private readonly CsvQuoteFault _quotes = new();

    public void Decode(ReadOnlySpan<byte> payload, IPayloadSink sink)
    {
        var text = ArrayPool<byte>.Shared.Rent(payload.Length);
        try
        {
            payload.CopyTo(text);
            using var rows = _quotes.Read(text.AsMemory(0, payload.Length));
            List<Column> columns = [];
            if (!TryReadHead(rows, columns, out var fault))
            {
                sink.Reject(DeadLetterReason.Malformed, fault, payload);
                return;
            }
            while (rows.Read())
            {
                ReadRow(rows, columns);
                sink.Add(_reading, rows.RawRecord);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    private bool TryReadHead(CsvReader rows, List<Column> columns, out string fault)
    {
        fault = rows.Read() ? _quotes.Of(rows) is { } bad ? $"a quote in the header {bad}" : string.Empty : "the header row is missing";
        for (var i = 0; i < rows.FieldCount && fault.Length == 0; i++)
        {
            var name = Encoding.UTF8.GetString(rows.GetSpan(i)).Trim();
            if (Encoding.UTF8.GetByteCount(name) is 0 or > TelemetryCodecV1.MaxNameBytes)
                fault = $"column {columns.Count + 1} of the header needs a name of 1 to {TelemetryCodecV1.MaxNameBytes} bytes";
            else if (columns.Exists(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase)))
                fault = $"the header has column '{name}' twice";
            else if (columns.Count == MaxColumns) fault = $"the header has more than {MaxColumns} columns";
            columns.Add(new Column(Field.Find(name), name));
        }
        if (fault.Length == 0 && !columns.Exists(c => c.Field == Field.Time)) fault = "the header has no column 'time'";
        return fault.Length == 0;
    }

    private void ReadRow(CsvReader rows, List<Column> columns)
    {
        _reading.Clear();
        var line = rows.LineNumber;
        var fields = rows.FieldCount;
        if (_quotes.Of(rows) is { } bad) _reading.Fault(DeadLetterReason.Malformed, $"line {line}: a quote {bad}");
        for (var i = 0; i < Math.Min(fields, columns.Count); i++) ReadField(rows.GetSpan(i).Trim((byte)' '), columns[i], _reading, line);
        if (fields > columns.Count) _reading.Fault(DeadLetterReason.Malformed, $"line {line}: more than {columns.Count} fields");
        if (fields < columns.Count) _reading.Fault(DeadLetterReason.Truncated, $"line {line}: {fields} fields, the header "
            + $"has {columns.Count}");
    }

    private static void ReadField(ReadOnlySpan<byte> field, Column column, ReadingBuilder reading, long line)
    {
        switch (column.Field)
        {
            case >= Field.Named: ReadValue(field, column, reading, line); return;
            case Field.Asset:
                if (field.IsEmpty) return;
                Span<char> asset = stackalloc char[Core.Assets.AssetId.MaxLength];
                if (field.Length > asset.Length) reading.Fault(DeadLetterReason.UnknownAsset, $"line {line}: asset id of {field.Length} "
                    + "bytes");
                else reading.SetAsset(asset[..Encoding.UTF8.GetChars(field, asset)]);
                return;
            case Field.Time:
                if (EventTimeParser.TryFromAny(field, out var micros)) reading.TimeMicros = micros;
                else if (!field.IsEmpty) reading.Fault(DeadLetterReason.WrongType, $"line {line}: '{Show(field)}' is neither an ISO 8601 "
                    + "time nor a Unix number");
                return;
            case Field.Epoch or Field.Sequence:
                if (field.IsEmpty) return;
                if (!Utf8Parser.TryParse(field, out long number, out var used) || used != field.Length)
                    reading.Fault(DeadLetterReason.WrongType,
                        $"line {line}: '{Show(field)}' in column '{column.Name}' is not a whole number");
                else if (column.Field == Field.Epoch) reading.Epoch = number;
                else reading.Sequence = number;
                return;
            case Field.Quality:
                if (field.SequenceEqual("uncertain"u8)) reading.Uncertain = true;
                else if (!field.IsEmpty && !field.SequenceEqual("good"u8))
                    reading.Fault(DeadLetterReason.WrongType, $"line {line}: quality '{Show(field)}', expected good or uncertain");
                return;
            case Field.Historical:
                if (field.SequenceEqual("true"u8)) reading.Historical = true;
                else if (!field.IsEmpty && !field.SequenceEqual("false"u8))
                    reading.Fault(DeadLetterReason.WrongType, $"line {line}: historical '{Show(field)}', expected true or false");
                return;
            default:
                reading.Fault(DeadLetterReason.Malformed, $"column '{column.Name}' has no meaning in CSV");
                return;
        }
    }

    private static void ReadValue(ReadOnlySpan<byte> field, Column column, ReadingBuilder reading, long line)
    {
        var value = float.NaN;
        if (!field.IsEmpty && !IsNan(field) && (!Utf8Parser.TryParse(field, out value, out var used) || used != field.Length))
        {
            reading.Fault(DeadLetterReason.WrongType, $"line {line}: '{Show(field)}' in column '{column.Name}' is not a number");
            return;
        }
        if (float.IsInfinity(value))
        {
            reading.Fault(DeadLetterReason.NotFinite,
                $"line {line}: '{Show(field)}' in column '{column.Name}' is infinite; leave a missing value empty");
            return;
        }
        if (column.Field >= 0) reading.SetStandard(column.Field, value);
        else reading.SetNamed(column.Name, value);
    }

    private static bool IsNan(ReadOnlySpan<byte> field) => field.Length == 3 && Ascii.EqualsIgnoreCase(field, "NaN"u8);

    private static string Show(ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(field[..Math.Min(field.Length, 40)]);

    private sealed record Column(int Field, string Name);
}
