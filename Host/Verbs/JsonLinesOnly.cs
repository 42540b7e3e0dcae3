using System.Text;

namespace Maintenance.Host.Verbs;

/// <summary>Passes through only lines that are JSON objects: with <c>--json</c>, progress must not mix with the result.</summary>
internal sealed class JsonLinesOnly(TextWriter output) : TextWriter
{
    public override Encoding Encoding => output.Encoding;

    public override void WriteLine(string? value)
    {
        if (value?.StartsWith('{') == true) output.WriteLine(value);
    }

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }
}
