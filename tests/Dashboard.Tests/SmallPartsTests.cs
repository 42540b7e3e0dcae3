using System.Text.RegularExpressions;
using Maintenance.Api.Fleet;
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
        foreach (var grade in DrillStates.All.Except([DrillStates.NoData], StringComparer.Ordinal))
            Regex.Match(source, $"case \"{grade}\": return \"([^\"]+)\"", RegexOptions.None,
                TimeSpan.FromSeconds(1)).Groups[1].Value.ShouldBe(Words.Grade(grade));
        source.ShouldContain($"return \"{Words.FailureMode(null)}\"");
        source.ShouldContain($"\"{Words.FailureMode(FailureModes.None)}\"");
        source.ShouldContain($"default: return \"{Words.Grade(DrillStates.NoData)}\"");
        source.ShouldContain($"`{Words.NotAssessed("${why}")}`");
        source.ShouldContain(Words.Silent(TimeSpan.FromHours(3)).Replace("3 h", "${age(millis)}", StringComparison.Ordinal));
        const string ModeAndAge = "${mode === \"none\" ? \"\" : `${finding(mode, probability)}, `}${age(agoMillis)}";
        source.ShouldContain("`" + Words.Last("${grade}", FailureModes.None, 0, TimeSpan.FromHours(3))
            .Replace("3 h", ModeAndAge, StringComparison.Ordinal) + "`");
        source.ShouldContain("`" + Words.SensorFaults(["${faults[0]}", "", ""]).Replace("2 more", "${faults.length - 1} more",
            StringComparison.Ordinal) + "`");
        var states = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "shown.ts"));
        states.ShouldContain("states = [" + string.Join(", ", DrillStates.All.Select(s => $"\"{s}\"")) + "]");
        Words.FailureMode("stick_slip").ShouldBe("stick-slip");
        Words.FailureMode("bearing_wear").ShouldBe("bearing wear");
    }
}
