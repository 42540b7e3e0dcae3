namespace Maintenance.Tests.Web;

/// <summary>A password hashed by the product as of decision 0013.</summary>
internal static class OldPassword
{
    public const string Text = "correct horse battery";
    public const string Hash = "pbkdf2-sha512$210000$i4H54H2m0NZZEpRcwVX9Vw==$hqTuDxMMaizmQQbxGzUqaD6ERILBAWuU+N1jjHXAZfs=";
}
