using System.Text;
using Maintenance.Api.Access.Names;

namespace Maintenance.Api.Tests;

/// <summary>Form KC without the system's globalization data; expected values are those of UAX 15 and NormalizationTest.txt.</summary>
public sealed class NfkcTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("e\u0301", "\u00E9")] // composed
    [InlineData("\u1E0B\u0323", "\u1E0D\u0307")] // reordered, then composed otherwise
    [InlineData("\u0071\u0307\u0323", "\u0071\u0323\u0307")] // reordered only
    [InlineData("ＡＢ１", "AB1")] // full width
    [InlineData("\uFB03", "ffi")] // ligature
    [InlineData("\u017F", "s")] // long s
    [InlineData("\u212B", "\u00C5")] // ångström sign
    [InlineData("\u2126", "\u03A9")] // ohm sign
    [InlineData("①", "1")]
    [InlineData("\U0001D41A\U0001D41D", "ad")] // mathematical letters
    [InlineData("\u1100\u1161\u11A8", "\uAC01")] // Hangul
    [InlineData("\uAC01", "\uAC01")]
    [InlineData("\u0958", "\u0915\u093C")] // composition exclusion
    [InlineData("\u0344", "\u0308\u0301")]
    [InlineData("a\u00A0b", "a b")]
    public void Equivalent_text_becomes_equal(string text, string expected)
    {
        Nfkc.Of(text).ShouldBe(expected);
        Nfkc.Of(expected).ShouldBe(expected, "once is enough");
    }

    [Fact]
    public void A_lone_surrogate_is_no_character() => Nfkc.Of("\uD800x").ShouldBe("\uFFFDx");

    [Fact]
    public void A_mark_behind_a_mark_of_its_class_is_blocked() =>
        Nfkc.Of("a\u0300\u0301").ShouldBe("\u00E0\u0301", "the second accent cannot pass the first");

    [Fact]
    public void Each_character_is_stable_and_composed_text_equals_its_parts()
    {
        var differing = new List<string>();
        for (var c = 0x80; c < 0x30000; c++)
        {
            if (c is >= 0xD800 and < 0xE000) continue;
            var once = Nfkc.Of(new Rune(c).ToString());
            if (Nfkc.Of(once) != once) differing.Add($"U+{c:X4}");
        }
        differing.ShouldBeEmpty();
    }
}
