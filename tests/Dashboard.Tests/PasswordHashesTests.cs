using Maintenance.Api.Access;
using Microsoft.AspNetCore.Identity;

namespace Maintenance.Dashboard.Tests;

/// <summary>Hashes of passwords: today's form, and that of before.</summary>
public sealed class PasswordHashesTests
{
    /// <summary>Of "correct horse battery", made by the product as of decision 0013.</summary>
    internal const string Old = "pbkdf2-sha512$210000$i4H54H2m0NZZEpRcwVX9Vw==$hqTuDxMMaizmQQbxGzUqaD6ERILBAWuU+N1jjHXAZfs=";
    internal const string PasswordOfOld = "correct horse battery";
    private readonly PasswordHashes _hashes = new();

    [Fact]
    public void A_password_matches_its_hash_only()
    {
        var hash = _hashes.Create("eve", "correct horse");
        _hashes.Verify("eve", hash, "correct horse").ShouldBe(PasswordVerificationResult.Success);
        _hashes.Verify("eve", hash, "correct horsf").ShouldBe(PasswordVerificationResult.Failed);
        _hashes.Create("eve", "correct horse").ShouldNotBe(hash, "salted");
        Convert.FromBase64String(hash)[..9].ShouldBe([1, 0, 0, 0, 2, 0, 3, 0x34, 0x50], "version 3, HMAC-SHA512, 210,000 iterations");
    }

    [Fact]
    public void A_hash_of_before_matches_its_password_and_is_to_be_made_anew()
    {
        _hashes.Verify("eve", Old, PasswordOfOld).ShouldBe(PasswordVerificationResult.SuccessRehashNeeded);
        _hashes.Verify("eve", Old, PasswordOfOld + "!").ShouldBe(PasswordVerificationResult.Failed);
        _hashes.Verify("eve", Old.Replace("$210000$", "$209999$", StringComparison.Ordinal), PasswordOfOld).ShouldBe(PasswordVerificationResult.Failed);
    }

    [Fact]
    public void A_broken_hash_matches_nothing()
    {
        string[] broken =
        [
            "", "x", "not base64 !", "AQAAAAI", Old[..^4], Old.Replace("210000", "0", StringComparison.Ordinal),
            Old.Replace("210000", "2000000000", StringComparison.Ordinal), "pbkdf2-sha512$1$$", "pbkdf2-sha512",
        ];
        foreach (var text in broken) _hashes.Verify("eve", text, PasswordOfOld).ShouldBe(PasswordVerificationResult.Failed, text);
    }
}
