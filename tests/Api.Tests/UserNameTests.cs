using Maintenance.Api.Access.Names;

namespace Maintenance.Api.Tests;

/// <summary>Which names are the same, and which a new account may have.</summary>
public sealed class UserNameTests
{
    [Theory]
    [InlineData("Signe", "signe")]
    [InlineData("  signe\t", "signe")]
    [InlineData("ｓｉｇｎｅ", "signe")]
    [InlineData("ＳＩＧＮＥ", "signe")]
    [InlineData("JOSE\u0301", "jos\u00E9")]
    [InlineData("\u0130lker", "ilker")]
    [InlineData("ﬁnn", "finn")]
    [InlineData("\U0001D412igne", "signe")]
    [InlineData("\u212Belin", "\u00E5elin")]
    public void Ways_of_writing_a_name_are_one_account(string written, string key) => UserName.Key(written).ShouldBe(key);

    [Theory]
    [InlineData("jos\u00E9", "jose")]
    [InlineData("stra\u00DFe", "strasse")]
    [InlineData("anna", "anna1")]
    public void Different_names_stay_different_accounts(string one, string other) => UserName.Key(one).ShouldNotBe(UserName.Key(other));

    [Theory]
    [InlineData("signe")]
    [InlineData("Bj\u00F8rn.\u00D8stby")]
    [InlineData("o'brien@rig-7+night")]
    [InlineData("jo\u00E3o_2")]
    [InlineData("\u0438\u0432\u0430\u043D")] // Cyrillic throughout
    [InlineData("\u03B3\u03B9\u03CE\u03C1\u03B3\u03BF\u03C2")] // Greek
    [InlineData("\u7530\u4E2D\u3055\u304F\u3089")] // Han and kana
    [InlineData("\u0905\u092E\u093F\u0924")] // Devanagari, whose vowels are marks
    [InlineData("\u0645\u062D\u0645\u062F")]
    public void Names_of_people_are_allowed(string name) => UserName.ProblemOf(name).ShouldBeNull();

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("", "empty")]
    [InlineData(" \u3000 ", "empty")]
    [InlineData("two words", "U+0020")]
    [InlineData("adm\u200Bin", "U+200B")] // zero width space
    [InlineData("adm\u00ADin", "U+00AD")] // soft hyphen
    [InlineData("\u202Enimda", "U+202E")] // right-to-left override
    [InlineData("admin\u2060", "U+2060")]
    [InlineData("ad\uFEFFmin", "U+FEFF")]
    [InlineData("admin\u0007", "U+0007")]
    [InlineData("\u0430dmin", "mixes")] // Cyrillic a
    [InlineData("adm\u03B9n", "mixes")] // Greek iota
    [InlineData("adm\u0131n", "taken for another")] // dotless i
    [InlineData("adm\u0269n", "taken for another")]
    [InlineData("\u13AA\u13A0", "no script in use")] // Cherokee copies Latin
    [InlineData("admin\u0489", "allowed are letters")] // enclosing mark
    [InlineData("q\u0323", "a mark")]
    [InlineData("a/b", "'/'")]
    [InlineData("a,b", "','")]
    [InlineData("..", "begin with")]
    [InlineData("-rf", "begin with")]
    [InlineData("admin😀", "allowed are letters")]
    [InlineData("API", "reserved")]
    [InlineData("local", "reserved")]
    public void Names_that_deceive_or_cannot_be_shown_are_refused_with_the_character(string? name, string reason) =>
        UserName.ProblemOf(name).ShouldNotBeNull().ShouldContain(reason);

    [Fact]
    public void A_name_has_at_most_64_characters()
    {
        UserName.ProblemOf(new string('a', UserName.MaxLength)).ShouldBeNull();
        UserName.ProblemOf(new string('a', UserName.MaxLength + 1)).ShouldNotBeNull().ShouldContain("64");
    }

    [Theory]
    [InlineData("\u0441\u043E\u0441\u043E", "coco")] // Cyrillic throughout
    [InlineData("\u03BF\u03C1\u03B1", "opa")] // Greek
    [InlineData("wei\u00DF", "weiss")]
    public void Names_drawn_alike_have_one_skeleton(string one, string other) =>
        UserName.Skeleton(one).ShouldBe(UserName.Skeleton(other));
}
