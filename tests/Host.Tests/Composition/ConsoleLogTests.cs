using Maintenance.Host.Composition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Maintenance.Host.Tests.Composition;

/// <summary>The console's lines, through the formatter that the host registers.</summary>
public sealed class ConsoleLogTests
{
    [Fact]
    public void A_strangers_text_cannot_act_on_the_terminal_nor_forge_a_line()
    {
        using var services = new ServiceCollection()
            .AddLogging(logging => ConsoleLog.Use(logging, new ConfigurationBuilder().Build())).BuildServiceProvider();
        var formatter = services.GetServices<ConsoleFormatter>().Single(f => f.Name == EscapedConsoleFormatter.FormatterName);
        using var line = new StringWriter();
        var entry = new LogEntry<string>(LogLevel.Warning, "Maintenance", default,
            "Sign-in of x\u001b[2J\u001b]0;t\u0007\r\n12:00:00 info: forged \u202E from 203.0.113.7",
            new InvalidDataException("payload \u001b[31m"), static (state, _) => state);
        formatter.Write(entry, scopeProvider: null, line);
        var text = line.ToString().TrimEnd('\r', '\n');
        text.ShouldContain(@"x\u001b[2J\u001b]0;t\u0007");
        text.ShouldContain(@"\u202e from 203.0.113.7");
        text.ShouldContain(@"InvalidDataException: payload \u001b[31m");
        text.ShouldNotContain("\u001b");
        text.ShouldNotContain('\n');
        services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ConsoleLoggerOptions>>().Value.FormatterName
            .ShouldBe(EscapedConsoleFormatter.FormatterName);
    }
}
