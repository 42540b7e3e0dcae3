using System.Text.RegularExpressions;
using Maintenance.Core.Conditions;
using Maintenance.Dashboard.Display;

namespace Maintenance.Dashboard.Tests;

/// <summary>Parts that need no server.</summary>
public sealed class SmallPartsTests
{
    [Fact]
    public void Bytes_are_shown_as_text_where_they_are()
    {
        BytePreview.Of("{\"rpm\":1}"u8).ShouldBe("{\"rpm\":1}");
        BytePreview.Of([0x9f, 0]).ShouldBe("9f 00");
        BytePreview.Of([]).ShouldBe("(empty)");
        BytePreview.Of(System.Text.Encoding.UTF8.GetBytes(new string('é', 100))).ShouldEndWith("…");
    }

    [Fact]
    public void Client_and_server_use_the_same_words()
    {
        var source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "words.ts"));
        foreach (var grade in new[] { "A", "B", "C", "D" })
            Regex.Match(source, $"case \"{grade}\": return \"([^\"]+)\"", RegexOptions.None,
                TimeSpan.FromSeconds(1)).Groups[1].Value.ShouldBe(Words.Grade(grade));
        source.ShouldContain($"return \"{Words.FailureMode(null)}\"");
        source.ShouldContain($"\"{Words.FailureMode(FailureModes.None)}\"");
        Words.FailureMode("stick_slip").ShouldBe("stick-slip");
        Words.FailureMode("bearing_wear").ShouldBe("bearing wear");
    }
}
