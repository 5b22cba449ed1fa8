namespace Infusion.Rules.Policies.BuiltIn;

/// <summary>The policies that ship inside the library, as the same JSON files that are in the package.</summary>
internal static class BuiltInPolicies
{
    /// <summary>Reads a policy by its id.</summary>
    public static ClinicPolicy Read(string id)
    {
        using Stream file = Open(id);
        return ClinicPolicy.Load(file);
    }

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
