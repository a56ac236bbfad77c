BeforeDiscovery {
    . "$PSScriptRoot/Shared.ps1"
    $cmdlets = (Get-Module HybridNet.PowerShell).ExportedCommands.Keys
}

Describe 'Help of <_>' -ForEach $cmdlets {
    It 'has synopsis, description, two examples and every parameter' {
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -Match '\[<'
        $help.description.Text | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
        $common = [System.Management.Automation.Cmdlet]::CommonParameters + 'ProgressAction'
        $actual = (Get-Command $_).Parameters.Keys | Where-Object { $_ -notin $common } | Sort-Object
        $help.parameters.parameter.name | Sort-Object | Should -Be $actual
    }

    It 'has a Pester file' { Join-Path $PSScriptRoot "$_.Tests.ps1" | Should -Exist }
}

Describe 'The module' {
    It 'has an about topic' { (Get-Help about_HybridNet) -join '' | Should -Match 'EMPTY POLICIES' }

    It 'has the topic about_HybridNet_<_>' -ForEach 'Metrics', 'Masks', 'Reading', 'Layouts', 'Findings', 'Verdicts', 'Protocols', 'Panels', 'Store' {
        (Get-Help "about_HybridNet_$_") -join '' | Should -Match "about_HybridNet_$_[\s\S]*SHORT DESCRIPTION"
    }

    It 'works beside another module that has loaded assemblies of the same names' {
        $library = Join-Path (Convert-Path TestDrive:/) 'foreign'
        New-Item $library -ItemType Directory | Out-Null
        $script = foreach ($name in 'Sylvan.Data.Csv', 'Microsoft.Data.Sqlite', 'SkiaSharp') {
            "Add-Type -TypeDefinition 'public class Foreign$($name.Replace('.', '')) { }' -OutputAssembly '$library/$name.dll'"
            "[Reflection.Assembly]::LoadFrom('$library/$name.dll') | Out-Null"
        }
        $script += "Import-Module '$Module'; (Import-HNRun '$SampleRun').Images; (Get-HNZeroDice '$SampleRun' -WarningAction Ignore).Count"
        Set-Content TestDrive:/beside.ps1 $script
        & $Pwsh -NoProfile -File (Convert-Path TestDrive:/beside.ps1) | Should -Be 276, 61
    }
}
