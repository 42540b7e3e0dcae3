using Microsoft.Extensions.Logging.Console;

namespace Maintenance.Host.Composition;

/// <summary>
/// Logs to the console, one line per event, escaped (<see cref="EscapedConsoleFormatter"/>); levels come from the section <c>Logging</c>.
/// </summary>
internal static class ConsoleLog
{
    public static void Use(ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.ClearProviders();
        logging.AddConfiguration(configuration.GetSection("Logging"));
        AddConsole(logging);
    }

    /// <summary>For verbs whose standard output is their result: warnings and errors go to standard error.</summary>
    public static ILoggerFactory ToStandardError() => LoggerFactory.Create(logging => AddConsole(logging.SetMinimumLevel(LogLevel.Warning))
        .Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace));

    private static ILoggingBuilder AddConsole(ILoggingBuilder logging) => logging
        .AddSimpleConsole(o => (o.SingleLine, o.TimestampFormat) = (true, "HH:mm:ss "))
        .AddConsoleFormatter<EscapedConsoleFormatter, ConsoleFormatterOptions>()
        .AddConsole(o => o.FormatterName = EscapedConsoleFormatter.FormatterName);
}
