#requires -Version 7.6
<#
.SYNOPSIS
The nightly job as a scheduler starts it: Invoke-HNNightly, its log on standard output, its exit code as this script's.
.DESCRIPTION
Every parameter of Invoke-HNNightly is one of this script; Get-Help Invoke-HNNightly says what they do. Every line of the log
begins with the time in UTC. Nothing asks. Exit codes: 0 passed, 1 regressed, 2 something could not be judged, 3 inconclusive.
.EXAMPLE
pwsh -NonInteractive -NoProfile -File 05-nightly.ps1 -RunFolder /data/runs -Baseline v6EX -OutputFolder /data/nightly
#>
$ConfirmPreference = 'None'
$ProgressPreference = 'SilentlyContinue'
try {
    if (-not (Get-Command Invoke-HNNightly -ErrorAction Ignore)) {
        $staged = Join-Path $PSScriptRoot '../out/HybridNet.PowerShell'
        Import-Module ((Test-Path $staged) ? $staged : 'HybridNet.PowerShell') -ErrorAction Stop
    }
    $night = Invoke-HNNightly @args -InformationAction Continue
    exit $night.ExitCode
}
catch {
    # A parameter that does not exist, a module that is not there: nobody was judged, which is 2 and never 1.
    [Console]::Error.WriteLine("stopped: $_")
    exit 2
}
