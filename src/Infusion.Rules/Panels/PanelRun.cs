using System.Runtime.CompilerServices;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;
using NodaTime;

namespace Infusion.Rules.Panels;

/// <summary>A panel under one policy: room by room, in blocks whose columns stay in the nearest cache.</summary>
/// <remarks>What is worked out of a block stands in the run itself, so one thread uses it at a time.</remarks>
internal sealed class PanelRun
{
    // What the rooms say of one block, four columns in turn, until it is written.
    private readonly int[] _columns = new int[4 * ColumnCode.Block];
    private readonly Instant[] _earliest = new Instant[ColumnCode.Block];
    private readonly bool[] _hasEarliest = new bool[ColumnCode.Block];
    private readonly EligibilityRules.Columns.Run _eligibility;
    private readonly ProtocolRules.Columns.Run _protocol;
    private readonly FastingRules.Columns.Run _fasting;
    private readonly ResponseRules.Columns.Run _response;
    private readonly FeeRules.Columns.Run _fee;
    private readonly MaintenanceRules.Columns.Run _maintenance;

    public PanelRun(Panel panel, InfusionRules rules)
    {
        Rules = rules;
        _eligibility = new(panel.Eligibility, rules.Eligibility);
        _protocol = new(panel.Protocol, rules.Protocols);
        _fasting = new(panel.Fasting, rules.Fasting);
        _response = new(panel.Response, rules.Response);
        _fee = new(panel.Fee, rules.Fees);
        _maintenance = new(panel.Maintenance, rules.Maintenance);
    }

    public InfusionRules Rules { get; }

    public void Decide(int from, Span<PanelDecision> decisions)
    {
        for (int done = 0; done < decisions.Length; done += ColumnCode.Block)
        {
            Span<PanelDecision> block = decisions.Slice(done, Math.Min(ColumnCode.Block, decisions.Length - done));
            try
            {
                DecideBlock(from + done, block);
            }
            catch (Exception refusal) when (refusal is ArgumentException or OverflowException)
            {
                Name(from + done, block);
                throw;
            }
        }
    }

    // One by one, so that the refusal can name the patient.
    private void Name(int from, Span<PanelDecision> block)
    {
        for (int index = 0; index < block.Length; index++)
        {
            try
            {
                DecideBlock(from + index, block.Slice(index, 1));
            }
            catch (Exception refusal) when (refusal is ArgumentException or OverflowException)
            {
                throw new ArgumentException(FormattableString.Invariant($"The patient at place {from + index} of the panel: {refusal.Message}"), refusal);
            }
        }
    }

    private void DecideBlock(int from, Span<PanelDecision> decisions)
    {
        int count = decisions.Length;
        Span<int> first = _columns.AsSpan(0, count), second = _columns.AsSpan(ColumnCode.Block, count);
        Span<int> third = _columns.AsSpan(2 * ColumnCode.Block, count), fourth = _columns.AsSpan(3 * ColumnCode.Block, count);
        Span<Instant> earliest = _earliest.AsSpan(0, count);
        Span<bool> hasEarliest = _hasEarliest.AsSpan(0, count);
        _eligibility.Decide(from, first, second);
        _protocol.Choose(from, third);
        _response.Judge(from, fourth);
        Write(decisions, first, second, third, fourth);
        _maintenance.On(from, first, second, third);
        WriteMaintenance(from, decisions, first, second, third);
        _fasting.Plan(from, first, earliest, hasEarliest);
        WriteFasting(decisions, first, earliest, hasEarliest);
        _fee.Cancellation(from, first, second, third);
        WriteFee(from, decisions, first, second, third);
    }

    // In place and a few columns at a time, so that each loop keeps to the registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Write(
        Span<PanelDecision> decisions, ReadOnlySpan<int> eligibility, ReadOnlySpan<int> findings, ReadOnlySpan<int> protocol, ReadOnlySpan<int> response)
    {
        for (int index = 0; index < decisions.Length; index++)
        {
            ref PanelDecision.Parts parts = ref PanelDecision.PartsOf(ref decisions[index]);
            parts.Eligibility = eligibility[index];
            parts.EligibilityFindings = findings[index];
            parts.Protocol = protocol[index];
            parts.Response = response[index];
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WriteFasting(Span<PanelDecision> decisions, ReadOnlySpan<int> verdicts, ReadOnlySpan<Instant> earliest, ReadOnlySpan<bool> hasEarliest)
    {
        for (int index = 0; index < decisions.Length; index++)
        {
            ref PanelDecision.Parts parts = ref PanelDecision.PartsOf(ref decisions[index]);
            parts.Fasting = verdicts[index];
            parts.Earliest = earliest[index];
            parts.HasEarliest = hasEarliest[index];
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteFee(int from, Span<PanelDecision> decisions, ReadOnlySpan<int> plans, ReadOnlySpan<int> verdicts, ReadOnlySpan<int> places)
    {
        for (int index = 0; index < decisions.Length; index++)
        {
            ref PanelDecision.Parts parts = ref PanelDecision.PartsOf(ref decisions[index]);
            parts.Fee = verdicts[index];
            FeeRules.AddedCharge charge = _fee.ChargeOf(from + index, plans[index], places[index]);

            // To tell the collector of a reference costs more than to see that it is there already.
            if (!ReferenceEquals(parts.Charge, charge))
            {
                parts.Charge = charge;
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteMaintenance(int from, Span<PanelDecision> decisions, ReadOnlySpan<int> verdicts, ReadOnlySpan<int> findings, ReadOnlySpan<int> windows)
    {
        for (int index = 0; index < decisions.Length; index++)
        {
            ref PanelDecision.Parts parts = ref PanelDecision.PartsOf(ref decisions[index]);
            parts.Maintenance = verdicts[index];
            parts.MaintenanceFindings = findings[index];
            MaintenanceWindow? window = _maintenance.WindowOf(from + index, windows[index]);
            parts.HasWindow = window.HasValue;
            parts.Window = window.GetValueOrDefault();
        }
    }
}
