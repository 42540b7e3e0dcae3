using Maintenance.Core.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Maintenance.Host.Composition;

/// <summary>
/// The framework's line of an event, in which no text can act on a terminal or look like another line: a message may quote a stranger's
/// user name, payload or path, and so may an exception.
/// </summary>
internal sealed class EscapedConsoleFormatter(IServiceProvider services) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "escaped";

    // Formatters are registered together, so the framework's cannot be injected into one of them.
    private ConsoleFormatter? _plain;

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var text = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (logEntry.Exception is { } error) text = $"{text} {error}";
        _plain ??= services.GetServices<ConsoleFormatter>().Single(f => f.Name == ConsoleFormatterNames.Simple);
        _plain.Write(
            new LogEntry<string>(
                logEntry.LogLevel, logEntry.Category, logEntry.EventId, PrintableText.Escape(text,
                    keepLines: logEntry.Exception is not null),
                exception: null, static (escaped, _) => escaped),
            scopeProvider, textWriter);
    }
}
