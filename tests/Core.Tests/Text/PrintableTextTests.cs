using Maintenance.Core.Text;

namespace Maintenance.Core.Tests.Text;

/// <summary>Text of strangers shows itself and does nothing.</summary>
public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("plain ~text", "plain ~text")]
    [InlineData("\u00D8ster \u4E2D \U0001F419", "\u00D8ster \u4E2D \U0001F419")]
    [InlineData("\u001b[2J\u001b]0;title\u0007", @"\u001b[2J\u001b]0;title\u0007")]
    [InlineData("\u009b31m", @"\u009b31m")] // the one-character form of ESC [
    [InlineData("a\r\nb\tc\u0000\u007f", @"a\u000d\u000ab\u0009c\u0000\u007f")]
    [InlineData("\u202Etxt.exe", @"\u202etxt.exe")]
    [InlineData("x\u200by\u2028z\uFEFF", @"x\u200by\u2028z\ufeff")]
    [InlineData("\U000E0041", @"\ue0041")] // a tag character
    public void What_a_terminal_would_obey_is_escaped(string text, string expected) => PrintableText.Escape(text).ShouldBe(expected);

    [Fact]
    public void A_lone_surrogate_is_escaped_by_itself() => PrintableText.Escape("a\ud800b").ShouldBe(@"a\ud800b");

    [Fact]
    public void A_trace_keeps_its_lines() => PrintableText.Escape("at a\r\n\tb\u001b[0m",
        keepLines: true).ShouldBe("at a\r\n\tb" + @"\u001b[0m");
}
