namespace Infusion.Rules.Policies.BuiltIn;

/// <summary>The policies that ship inside the library, as the same JSON files that are in the package.</summary>
internal static class BuiltInPolicies
{
    private const string OverlayPrefix = "Infusion.Rules.Policies.BuiltIn.Overlays.";

    /// <summary>Reads a policy by its id.</summary>
    public static ClinicPolicy Read(string id)
    {
        using Stream file = Open(id);
        return ClinicPolicy.Load(file);
    }

    /// <summary>The ids of the overlays that ship, each the name of its file, in ordinal order.</summary>
    public static IEnumerable<string> OverlayIds => typeof(BuiltInPolicies).Assembly.GetManifestResourceNames()
        .Where(static name => name.StartsWith(OverlayPrefix, StringComparison.Ordinal))
        .Select(static name => name.Substring(OverlayPrefix.Length, name.Length - OverlayPrefix.Length - ".json".Length))
        .OrderBy(static id => id, StringComparer.Ordinal);

    /// <summary>Reads an overlay by its id.</summary>
    public static PolicyOverlay ReadOverlay(string id)
    {
        using Stream file = Open("Overlays." + id);
        return PolicyOverlay.Load(file);
    }

    /// <summary>Opens a policy's or an overlay's file.</summary>
    public static Stream Open(string id) =>
        typeof(BuiltInPolicies).Assembly.GetManifestResourceStream($"Infusion.Rules.Policies.BuiltIn.{id}.json")
        ?? throw new InvalidOperationException($"The library was built without its policy '{id}'.");
}
