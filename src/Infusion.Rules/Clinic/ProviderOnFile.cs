namespace Infusion.Rules.Clinic;

/// <summary>Which provider manages the patient's care, as far as the clinic has it on file.</summary>
public enum ProviderOnFile
{
    /// <summary>Nobody.</summary>
    None,

    /// <summary>Only a physician of this clinic, who is not a managing provider.</summary>
    OnlyThisClinic,

    /// <summary>A provider outside this clinic.</summary>
    OutsideProvider,
}
