using System.Buffers;
using System.Buffers.Text;
using System.Text;
using CsvHelper;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Time;
using Maintenance.Ingest.Formats.Text;

namespace Maintenance.Ingest.Formats.Csv;

/// <summary>
/// Telemetry as CSV (<c>docs/formats/telemetry-csv.md</c>): a header row, then one reading per row; RFC 4180 quoting, but no field may
/// contain a line break, so an unclosed quote costs one row. A bad row is rejected alone. Allocates per payload and header, not
/// per row.
/// </summary>
internal sealed class CsvDecoder : IPayloadDecoder
{
    private readonly ReadingBuilder _reading = new();
    private readonly CsvQuoteFault _quotes = new();

    public void Decode(ReadOnlySpan<byte> payload, IPayloadSink sink)
    {
        var content = ForeignEncoding.TextOf(payload);
        var text = ArrayPool<byte>.Shared.Rent(content.Length);
        try
        {
            content.CopyTo(text);
            using var rows = _quotes.Read(text.AsMemory(0, content.Length));
            List<Column> columns = [];
            if (!rows.Read())
            {
                sink.Reject(DeadLetterReason.NoValues, "the header row is missing; the first row names the columns: asset,time,rpm",
                    payload);
                return;
            }
            if (ReadHead(rows, columns) is { } fault)
            {
                fault = CsvHead.ExplainSeparator(Encoding.UTF8.GetString(rows.RawRecord)) ?? fault;
                sink.Reject(DeadLetterReason.Malformed, fault, payload);
                return;
            }
            var any = false;
            for (; rows.Read(); any = true)
            {
                ReadRow(rows, columns);
                sink.Add(_reading, rows.RawRecord);
            }
            if (!any) sink.Reject(DeadLetterReason.NoValues, "no row follows the header; if there were rows, their line ends were lost "
                + "on the way (curl: --data-binary instead of -d)", payload);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    /// <summary>Reads the columns; what is wrong with them, or null.</summary>
    private string? ReadHead(CsvReader rows, List<Column> columns)
    {
        if (_quotes.Of(rows) is { } bad) return $"a quote in the header {bad}";
        for (var i = 0; i < rows.FieldCount; i++)
        {
            var name = Encoding.UTF8.GetString(rows.GetSpan(i)).Trim();
            var field = Field.Find(name);
            if (CsvHead.ExplainColumn(columns, i + 1, name, field) is { } fault) return fault;
            columns.Add(new Column(field, name));
        }
        return columns.Exists(c => c.Field == Field.Time) ? null : CsvHead.ExplainMissingTime(columns);
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
        }
    }

    private static void ReadValue(ReadOnlySpan<byte> field, Column column, ReadingBuilder reading, long line)
    {
        var value = double.NaN;
        if (!field.IsEmpty && !NumberText.IsNan(field))
        {
            if (NumberText.IsInfinity(field))
            {
                reading.Fault(DeadLetterReason.NotFinite,
                    $"line {line}: '{Show(field)}' in column '{column.Name}' is infinite; leave a missing value empty");
                return;
            }
            if (!Utf8Parser.TryParse(field, out value, out var used) || used != field.Length)
            {
                reading.Fault(DeadLetterReason.WrongType,
                    $"line {line}: '{Show(field)}' in column '{column.Name}' is not a number{AdviceFor(field)}");
                return;
            }
            if (!float.IsFinite((float)value))
            {
                reading.Fault(DeadLetterReason.NotFinite,
                    $"line {line}: '{Show(field)}' in column '{column.Name}' is too large for a 32-bit number");
                return;
            }
        }
        if (column.Field >= 0) reading.SetStandard(column.Field, (float)value);
        else reading.SetNamed(column.Name, value);
    }

    private static string AdviceFor(ReadOnlySpan<byte> field) => NumberText.MeansMissing(field) ? "; leave a missing value empty"
        : NumberText.IsTruth(field) ? "; send 1 or 0"
        : field.Contains((byte)',') ? "; the decimal mark is a point, and thousands are not separated" : string.Empty;

    private static string Show(ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(field[..Math.Min(field.Length, 40)]);

    /// <summary>A column and what it means (<see cref="Text.Field"/>).</summary>
    internal sealed record Column(int Field, string Name);
}
